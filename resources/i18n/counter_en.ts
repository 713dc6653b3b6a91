<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DoctorDesk</name>
    <message numerus="yes">
        <source>%n check(s) under way</source>
        <translation>
            <numerusform>%n check under way</numerusform>
            <numerusform>%n checks under way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) need somebody: read the code out to IT.</source>
        <translation>
            <numerusform>%n line needs somebody: read the code out to IT.</numerusform>
            <numerusform>%n lines need somebody: read the codes out to IT.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DossierList</name>
    <message numerus="yes">
        <source>more than %n dossier(s)</source>
        <translation>
            <numerusform>more than %n dossier</numerusform>
            <numerusform>more than %n dossiers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n dossier</numerusform>
            <numerusform>%n dossiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProcedureSearch</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncDesk</name>
    <message numerus="yes">
        <source>{0}, about %n hour(s), facts first</source>
        <translation>
            <numerusform>{0}, about %n hour, facts first</numerusform>
            <numerusform>{0}, about %n hours, facts first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}, about %n minute(s), facts first</source>
        <translation>
            <numerusform>{0}, about %n minute, facts first</numerusform>
            <numerusform>{0}, about %n minutes, facts first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncPanelDesk</name>
    <message numerus="yes">
        <source>%n fact(s)</source>
        <translation>
            <numerusform>%n fact</numerusform>
            <numerusform>%n facts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
</TS>
