#!/usr/bin/env python3
"""The ABI check can fail: each change of plugin.h below is made in a copy, and must be found or be let through."""
import pathlib
import sys
import tempfile
import unittest

import check_abi

LOG = "  void (*log)(const jobhost_job* job, int32_t level, jobhost_string message);\n"
CANCELLED = "  int32_t (*cancelled)(const jobhost_job* job);\n"
TITLE = "  jobhost_string title;           /* a few words for people */\n"
DESCRIPTION = "  jobhost_string description;     /* a sentence or two */\n"
LAST_OF_JOB = "  jobhost_string (*last_error)(const jobhost_job* job);\n"
LAST_OF_DESCRIPTOR = "  jobhost_string example_payload; /* valid against payload_schema; forms start with it */\n"
APPENDED = "  void (*appended)(const jobhost_job* job);\n"


class Change(unittest.TestCase):
    def report(self, *replacements):
        text = check_abi.HEADER.read_text(encoding="utf-8")
        for old, new in replacements:
            self.assertEqual(text.count(old), 1, f"plugin.h no longer has: {old}")
            text = text.replace(old, new)
        with tempfile.TemporaryDirectory() as folder:
            header = pathlib.Path(folder) / "plugin.h"
            header.write_text(text, encoding="utf-8")
            return check_abi.difference(check_abi.build(header, pathlib.Path(folder)))

    def test_none_is_reported_for_the_header_as_it_is(self):
        self.assertEqual(self.report(), "")

    def test_reordered_functions_are_found(self):
        self.assertIn("jobhost_job", self.report((LOG, ""), (CANCELLED, LOG + CANCELLED)))

    def test_reordered_fields_of_one_type_are_found(self):
        self.assertIn("jobhost_descriptor", self.report((TITLE, ""), (DESCRIPTION, DESCRIPTION + TITLE)))

    def test_a_removed_field_is_found(self):
        self.assertNotEqual(self.report((LOG, "")), "")

    def test_a_field_removed_at_the_end_is_found(self):
        self.assertNotEqual(self.report((LAST_OF_DESCRIPTOR, "")), "")

    def test_an_inserted_field_is_found(self):
        self.assertNotEqual(self.report((LOG, APPENDED + LOG)), "")

    def test_another_argument_is_found(self):
        self.assertNotEqual(self.report((LOG, LOG.replace("int32_t level", "int64_t level"))), "")

    def test_a_field_that_grows_is_found(self):
        self.assertNotEqual(self.report(("  uint64_t size;\n", "  uint32_t size;\n")), "")

    def test_an_appended_field_passes(self):
        self.assertEqual(self.report((LAST_OF_JOB, LAST_OF_JOB + APPENDED)), "")

    def test_two_appended_fields_and_two_structs_pass(self):
        self.assertEqual(self.report((LAST_OF_JOB, LAST_OF_JOB + APPENDED),
                                     (LAST_OF_DESCRIPTOR, LAST_OF_DESCRIPTOR + "  jobhost_string a;\n  jobhost_string b;\n")), "")

    def test_an_appended_field_does_not_hide_a_reordered_one(self):
        self.assertNotEqual(self.report((LAST_OF_JOB, LAST_OF_JOB + APPENDED), (LOG, ""), (CANCELLED, LOG + CANCELLED)), "")

    def test_an_appended_field_does_not_hide_a_removed_one(self):
        self.assertNotEqual(self.report((LAST_OF_JOB, LAST_OF_JOB + APPENDED), (LOG, "")), "")

    def test_a_string_must_not_grow(self):
        self.assertNotEqual(self.report(("  size_t size;\n} jobhost_string;", "  size_t size;\n  size_t more;\n} jobhost_string;")), "")


class Surface(unittest.TestCase):
    def test_a_struct_that_it_forgot_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            header = pathlib.Path(folder) / "plugin.h"
            header.write_text("typedef struct jobhost_new {\n", encoding="utf-8")
            self.assertEqual(check_abi.structs_without_use(header), ["jobhost_new"])

    def test_a_new_struct_passes(self):
        with tempfile.TemporaryDirectory() as folder:
            surface = pathlib.Path(folder) / "surface.c"
            text = (check_abi.HERE / "surface.c").read_text(encoding="utf-8")
            surface.write_text(text + "typedef struct jobhost_new { uint32_t struct_size; } jobhost_new;\nUSE(jobhost_new)\n",
                               encoding="utf-8")
            library = check_abi.build(check_abi.HEADER, pathlib.Path(folder), surface)
            self.assertEqual(check_abi.difference(library), "")


if __name__ == "__main__":
    if why := check_abi.skip_reason():
        print(f"SKIPPED: {why}")
        sys.exit(check_abi.SKIPPED)
    unittest.main()
