/* Held by each process of the program for as long as it runs; the installer looks for it. Never renamed: the installer of
   a later version must find the program of an earlier one. */
#define OPEN_NAME L"Global\\Counter-FE8A68F8-2B7E-4EE2-A490-BAC4F815C464"
