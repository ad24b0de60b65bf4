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
import socket
import subprocess
import tempfile
import time
import unittest

BUILD = os.environ["JOBHOST_BUILD"]
PROGRAM = pathlib.Path(os.environ["JOBHOST"])
SOURCE = pathlib.Path(os.environ["JOBHOST_SOURCE"])
RUSTUP_HOME = os.environ.get("RUSTUP_HOME", str(pathlib.Path.home() / ".rustup"))  # where rustc comes from rustup
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

    def test_every_command_of_the_documentation_works_as_printed(self):
        """All of them in one shell. Changed: which build it is, the port, and waiting for the host."""
        home = self.folder / "home"
        home.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        script = "".join(blocks(SOURCE / "docs" / "plugins.md")).replace("build/release", BUILD).replace("$PWD/" + BUILD, BUILD)
        serve = "jobhost serve --config jobs.yaml &\n"
        self.assertEqual(script.count(serve), 1)
        script = "set -m\n" + script.replace(
            serve, f"jobhost serve --config jobs.yaml --listen {address} > host.log 2>&1 &\n"
                   "trap 'kill %1 2>/dev/null || true' EXIT\n"
                   f"for i in {{1..{DEADLINE * 20}}}; do [ -e var/address ] && break; sleep 0.05; done\n")
        out = self.sh(script, SOURCE, HOME=str(home), RUSTUP_HOME=RUSTUP_HOME, JOBHOST_SERVER="http://" + address)
        self.assertEqual(out.count(": ready for a host"), 4)
        self.assertIn("exit status 1\n", out)
        report = json.loads((home / "mean" / "report.json").read_text(encoding="utf-8"))
        self.assertTrue(report["ok"])
        self.assertEqual(report["plugin"]["id"], "mean")
        self.assertEqual(len(report["checks"]), 13)

    def test_explain_says_why_a_plugin_is_refused(self):
        gate = pathlib.Path(BUILD) / "plugins" / "gate"
        out = self.sh(f"jobhost plugin explain {gate}/exec_stack.so", self.folder, status=1)
        self.assertRegex(out, r"code +exec_stack\n.*\n +fix +link it with -Wl,-z,noexecstack")
        out = json.loads(self.sh(f"jobhost plugin explain {gate}/extra_exports.so --json", self.folder, status=1))
        self.assertEqual((out["accepted"], out["plugin"], out["refusal"]["code"]), (False, None, "extra_exports"))

    def test_explain_says_what_a_plugin_is(self):
        plugin = pathlib.Path(BUILD) / "plugins" / "example_c.so"
        self.assertRegex(self.sh(f"jobhost plugin explain {plugin}", self.folder), r"(?s)id +example_c\n.*abi +1\.0\n.*minItems")
        out = json.loads(self.sh(f"jobhost plugin explain {plugin} --json", self.folder))
        self.assertEqual(out["plugin"]["example_payload"], {"values": [1, 2, 3]})

    def test_run_has_bars_settings_and_artifacts(self):
        plugins = pathlib.Path(BUILD) / "plugins"
        bars = SOURCE / "examples" / "sp500_daily.csv"
        series = """echo '{"do": "series", "symbol": "X"}' | jobhost plugin run %s/hostile.so --payload -""" % plugins
        self.assertEqual(json.loads(self.sh(f"{series} --bars {bars}", self.folder))["bars"], 5031)
        self.sh(series, self.folder, status=1)
        self.sh(f"{series} --data {self.folder}", self.folder, status=2)
        self.sh(f"echo '{{\"values\": [2]}}' | jobhost plugin run {plugins}/example_c.so --payload - --artifacts out", self.folder)
        self.assertEqual((self.folder / "out" / "sum.json").read_text(encoding="utf-8"), '{"sum": 2}')
        self.sh(f"echo '{{}}' | jobhost plugin run {plugins}/careless.so --payload - --settings '{{\"mistake\": \"refuse\"}}'",
                self.folder, status=2)
        self.sh(f"echo '{{}}' | jobhost plugin run {plugins}/example_c.so --payload - --settings 7", self.folder, status=2)

    def test_run_reads_the_series_of_a_host(self):
        folder = self.folder / "with_data"
        folder.mkdir()
        plugins = pathlib.Path(BUILD) / "plugins"
        (folder / "jobs.yaml").write_text("storage:\n  data_dir: var\n", encoding="utf-8")
        host = Host(folder, self.environment)
        run = """echo '{"do": "series", "symbol": "%s"}' | jobhost plugin run %s/hostile.so --payload - --data var"""
        try:
            self.sh(f"jobhost data import {SOURCE}/examples/sp500_daily.csv --symbol SP500 --timeframe 1d", folder,
                    JOBHOST_SERVER=host.address())
            # While the host runs.
            self.assertEqual(json.loads(self.sh(run % ("SP500", plugins), folder))["bars"], 5031)
        finally:
            host.stop()
        self.assertEqual(self.sh((run % ("DAX", plugins)) + " 2>&1 | grep -c 'there are: SP500 1d'", folder, status=1), "1\n")

    def test_check_fails_with_its_own_exit_status(self):
        hostile = pathlib.Path(BUILD) / "plugins" / "gate" / "unique_symbol.so"
        out = json.loads(self.sh(f"jobhost plugin check {hostile} --json", self.folder, status=1))
        self.assertFalse(out["ok"])
        self.assertEqual(out["checks"][-1]["code"], "unique_symbols")

    def test_an_installation_can_be_moved(self):
        moved = self.folder / "moved"
        shutil.copytree(self.sdk, moved)
        plugin = self.new_plugin("c")
        self.sh("cmake -S . -B build && cmake --build build", plugin, CMAKE_PREFIX_PATH=str(moved))
        self.sh("gcc $(pkg-config --cflags jobhost) -o by_hand.so plugin.c $(pkg-config --libs jobhost)", plugin,
                PKG_CONFIG_PATH=str(moved / "share" / "pkgconfig"))
        self.assertNotIn(str(SOURCE), self.sh("grep -rh / . || true", moved))

    def test_the_sdk_installs_without_anything_of_the_host(self):
        self.sh(f"cmake -S {SOURCE}/plugin_api -B sdk_build && cmake --install sdk_build --prefix alone", self.folder)
        # The file for versions differs in a part that is not reached: without a compiler the size of a pointer is unknown.
        digests = "find -type f ! -name '*-version.cmake' -exec sha256sum {} + | sort"
        self.assertEqual(self.sh(digests, self.folder / "alone"), self.sh(digests, self.sdk))
        plugin = self.new_plugin("c")
        self.sh("sed -i 's/find_package(jobhost /find_package(jobhost 0.1 /' CMakeLists.txt && cmake -S . -B build && "
                "cmake --build build", plugin, CMAKE_PREFIX_PATH=str(self.folder / "alone"))

    def test_the_installed_program_finds_itself(self):
        self.sh(f"cmake --install {BUILD} --component host --prefix host", self.folder)
        out = self.sh("../host/bin/jobhost plugin check ../host/lib/jobhost/plugins/optimization.so", self.sdk)
        self.assertIn(": ready for a host, 1 warning", out)

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
