"""Which tests hold which invariant. `test_invariants` checks that each of them is there and is collected.

The simulator (`tests/faults/simulator`) looks at most of them at every step, by the same names: see its checker and its
ending. Here stand the tests that show one of them on purpose."""

from __future__ import annotations

SIMULATOR = (
    "tests/faults/test_simulator.py::test_no_invariant_is_broken_in_a_history_of_faults_and_all_is_quiet_at_its_end"
)

INVARIANTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "I7": ("seq is 1..n without a gap and every hash verifies from the stored bytes", (
        SIMULATOR,
        "tests/journal/test_chain.py::test_any_changed_byte_is_found",
        "tests/journal/test_chain.py::test_entry_is_named_when_it_comes_from_another_branch",
        "tests/server/test_verify_province.py::test_tampering_is_named",
    )),
    "I8": ("rows of the log are never changed or deleted, but for a body erased by law", (
        SIMULATOR,
        "tests/store/test_log.py::test_log_refuses_when_somebody_would_change_or_delete",
        "tests/store/test_log.py::test_body_can_be_erased_by_law_and_the_chain_still_verifies",
    )),
    "I9": ("the tables are what the log gives", (
        SIMULATOR,
        "tests/store/test_projection.py::test_rebuild_gives_the_same_tables_after_every_entry_of_a_history",
    )),
    "I10": ("what is not understood is kept byte for byte and passed on", (
        SIMULATOR,
        "tests/store/test_log.py::test_foreign_entry_is_kept_once_and_byte_for_byte",
        "tests/store/test_projection.py::test_newer_version_of_a_known_kind_is_kept_and_shown_as_unreadable",
    )),
    "I11": ("what is acknowledged is in the durable inbox", (
        SIMULATOR,
        "tests/faults/test_chaos.py::test_exactly_what_was_made_is_held_when_line_server_and_database_fail",
        "tests/faults/test_lost_replies.py::test_the_run_catches_a_province_that_is_wrong",
    )),
    "I12": ("a batch sent any number of times in any order gives the same", (
        SIMULATOR,
        "tests/faults/test_lost_replies.py::test_exactly_what_was_made_is_held_in_a_short_run",
    )),
    "I13": ("the same slot with another hash is never acknowledged and never lost", (
        SIMULATOR,
        "tests/server/test_forks.py::test_branch_of_a_clone_lies_whole_in_quarantine_and_is_never_acknowledged",
    )),
    "I14": ("cursor and data move together; whatever lies behind the cursor is here", (
        SIMULATOR,
        "tests/faults/test_cursor_race.py::test_reader_misses_nothing_when_two_writers_commit_in_any_order",
    )),
    "I15": ("without faults all come to rest in bounded rounds and hold the same", (SIMULATOR,)),
    "I16": ("nothing that comes from outside changes or removes an own entry", (
        SIMULATOR,
        "tests/sync/test_own_entries.py::test_own_entries_stay_as_they_are_whatever_a_reply_says",
        "tests/sync/test_epochs.py::test_clones_both_get_their_own_epoch_and_every_fact_is_in_the_province",
    )),
    "I17": ("a province put back from any backup gets back all that any counter has of its own", (
        SIMULATOR,
        "tests/faults/test_restored_province.py"
        "::test_nothing_that_a_counter_holds_is_lost_when_the_province_is_put_back_again_and_again",
        "tests/server/test_generation.py::test_nothing_that_a_device_holds_is_lost",
    )),
    "I18": ("a poison entry delays no other", (
        SIMULATOR,
        "tests/server/test_interpreter.py::test_bad_bodies_are_quarantined_and_delay_nobody",
        "tests/server/test_interpreter.py::test_step_that_fails_puts_only_its_own_entry_aside",
        "tests/server/test_hostile.py::test_poison_of_a_neighbour_stands_in_no_counters_way",
    )),
    "I19": ("a missing or wrong file delays no entry and is never shown as complete", (
        "tests/server/test_files.py::test_other_content_is_never_complete_and_begins_again",
        "tests/server/test_files.py::test_what_came_before_the_line_was_cut_is_kept",
        "tests/sync/test_uploads.py::test_facts_never_wait_for_files",
    )),
    "I20": ("no clock loses, refuses or reorders anything", (
        SIMULATOR,
        "tests/faults/test_clocks.py::test_nothing_is_refused_lost_doubled_or_reordered_when_the_clock_is_wrong",
        "tests/faults/test_clocks.py::test_zone_of_the_machine_changes_nothing",
    )),
    "I21": ("full disk, failing disk, no memory: the deed fails whole, with a sentence, and the data are the last commit", (
        SIMULATOR,
        "tests/faults/test_disk_faults.py::test_deed_fails_whole_and_in_words_when_any_call_to_the_disk_fails",
        "tests/faults/test_disk_faults.py::test_old_dossiers_are_read_and_new_ones_refused_in_words_when_the_disk_is_full",
    )),
    "I22": ("what is newer than the program is never damaged by it", (
        "tests/store/test_newer_database.py::test_old_dossiers_are_found_shown_and_printed",
        "tests/store/test_newer_database.py::test_nothing_is_received_and_the_reason_is_plain",
        "tests/store/test_newer_database.py"
        "::test_database_that_lost_what_this_program_reads_is_refused_and_left_untouched",
        "tests/journal/test_entry.py::test_kind_is_unknown_when_it_or_its_version_is_newer_than_the_program",
    )),
}  # fmt: skip
