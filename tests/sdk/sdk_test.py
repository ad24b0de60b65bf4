#!/usr/bin/env python3
"""From the installed SDK to a first job, as an author goes: no source tree of the host, only what was installed.

The commands are those that the README of the new plugin prints, word for word. With JOBHOST_BUILD, JOBHOST (the program)
and JOBHOST_SOURCE in the environment; ctest sets them.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

BUILD = os.environ["JOBHOST_BUILD"]
PROGRAM = pathlib.Path(os.environ["JOBHOST"])
SOURCE = pathlib.Path(os.environ["JOBHOST_SOURCE"])
DEADLINE = 60  # seconds, of everything that is waited for


def blocks(markdown):
    """The commands of every ```sh block, in order."""
    return re.findall(r"^```sh\n(.*?)^```$", markdown.read_text(encoding="utf-8"), re.M | re.S)


class Host:
    """`jobhost serve` in a folder, on a free port."""

    def __init__(self, folder, environment):
        config = folder / "jobs.yaml"
        config.write_text("server:\n  listen: 127.0.0.1:0\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
        self.log = open(folder / "host.log", "wb")
        self.process = subprocess.Popen(["jobhost", "serve", "--config", "jobs.yaml"], cwd=folder, env=environment,
                                        stdout=self.log, stderr=self.log)
        self.address_file = folder / "var" / "address"

    def address(self):
        end = time.monotonic() + DEADLINE
        while not self.address_file.exists():
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError("the host did not start: see host.log")
            time.sleep(0.02)  # there is nothing to wait on but the file
        return "http://" + self.address_file.read_text(encoding="utf-8").strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(DEADLINE)
        self.log.close()


class Sdk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="jobhost-sdk-")
        cls.folder = pathlib.Path(cls.holder.name)
        cls.sdk = cls.folder / "sdk"
        subprocess.run(["cmake", "--install", BUILD, "--component", "sdk", "--prefix", str(cls.sdk)], check=True,
                       stdout=subprocess.DEVNULL)
        cls.environment = dict(os.environ, PATH=f"{PROGRAM.parent}:{os.environ['PATH']}", CMAKE_PREFIX_PATH=str(cls.sdk),
                               CMAKE_GENERATOR="Ninja",  # what this tree needs anyway
                               PKG_CONFIG_PATH=str(cls.sdk / "share" / "pkgconfig"))
        cls.environment.pop("JOBHOST_SERVER", None)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def sh(self, command, folder, status=0, **more):
        run = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, capture_output=True, text=True,
                             env={**self.environment, **more}, timeout=5 * DEADLINE, check=False)
        self.assertEqual(run.returncode, status, f"{command}\n{run.stdout}{run.stderr}")
        return run.stdout

    def new_plugin(self, language):
        name = f"first_{language}"
        self.sh(f"jobhost plugin new {name} --lang {language}", self.folder)
        self.addCleanup(shutil.rmtree, self.folder / name)
        return self.folder / name

    def follow_readme(self, language):
        plugin = self.new_plugin(language)
        build, check, run, submit = blocks(plugin / "README.md")
        self.sh(build, plugin)
        self.assertIn(": ready for a host", self.sh(check, plugin))
        self.assertEqual(json.loads(self.sh(run, plugin)), {"sum": 6, "count": 3})
        host = Host(plugin, self.environment)
        try:
            out = self.sh(submit, plugin, JOBHOST_SERVER=host.address())
        finally:
            host.stop()
        self.assertRegex(out, r"sum\W+6")
        return plugin

    def test_a_plugin_in_cpp(self):
        plugin = self.follow_readme("cpp")
        # The same without CMake.
        self.sh("g++ -std=c++20 -O2 $(pkg-config --cflags jobhost) -o by_hand.so plugin.cpp $(pkg-config --libs jobhost)", plugin)
        self.assertIn(": ready for a host", self.sh("jobhost plugin check by_hand.so --fuzz 100 --seed 1", plugin))

    def test_a_plugin_in_c(self):
        plugin = self.follow_readme("c")
        self.sh("gcc -std=c11 -O2 $(pkg-config --cflags jobhost) -o by_hand.so plugin.c $(pkg-config --libs jobhost)", plugin)
        self.assertIn(": ready for a host", self.sh("jobhost plugin check by_hand.so --fuzz 100 --seed 1", plugin))

    @unittest.skipUnless(shutil.which("rustc"), "rustc is missing: apt install rustc")
    def test_a_plugin_in_rust(self):
        plugin = self.follow_readme("rust")
        self.assertIn(": ready for a host", self.sh("jobhost plugin check build/first_rust.so --fuzz 100 --seed 1", plugin))

    def test_the_examples_header_is_warning_free(self):
        plugin = self.new_plugin("cpp")
        self.sh("g++ -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror $(pkg-config --cflags jobhost) "
                "-c -o plugin.o plugin.cpp", plugin)
        plugin = self.new_plugin("c")
        self.sh("gcc -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror $(pkg-config --cflags jobhost) "
                "-c -o plugin.o plugin.c", plugin)

    def test_an_installation_can_be_moved(self):
        moved = self.folder / "moved"
        shutil.copytree(self.sdk, moved)
        plugin = self.new_plugin("c")
        self.sh("cmake -S . -B build && cmake --build build", plugin, CMAKE_PREFIX_PATH=str(moved))
        self.sh("gcc $(pkg-config --cflags jobhost) -o by_hand.so plugin.c $(pkg-config --libs jobhost)", plugin,
                PKG_CONFIG_PATH=str(moved / "share" / "pkgconfig"))
        self.assertNotIn(str(SOURCE), self.sh("grep -rh / . || true", moved))

    def test_another_major_version_is_not_found(self):
        (self.folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(x LANGUAGES NONE)\nfind_package(jobhost 9 REQUIRED)\n", encoding="utf-8")
        self.sh("cmake -S . -B other_build", self.folder, status=1)

    def test_new_refuses_what_cannot_work(self):
        for name in ("Upper", "1st", "with-dash", "", "test"):
            self.sh(f"jobhost plugin new '{name}'", self.folder, status=2)
        plugin = self.new_plugin("c")
        self.sh(f"jobhost plugin new {plugin.name}", self.folder, status=2)
        self.sh("jobhost plugin new other --lang cobol", self.folder, status=2)


if __name__ == "__main__":
    unittest.main()
