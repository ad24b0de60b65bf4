#!/usr/bin/env python3
"""Checks that the layers include each other one way only, and each library only where it belongs.

check_layers.py ROOT: prints every breach as file:line and exits 1 when there is one. The rules are those of
ARCHITECTURE.md, "Layers".
"""
import pathlib
import re
import sys

# Which layers of host/ a layer may include, itself always.
MAY_INCLUDE = {
    "support": [],
    "job": ["support"],
    "config": ["support", "job"],
    "storage": ["support", "job"],
    "runtime": ["support", "job", "config", "storage"],
    "http": ["support", "job", "config", "storage"],
    "cli": ["support", "job", "config", "storage", "runtime", "http"],
}
# Of host/cli, only these put the object graph together or drive a plugin without a host; the rest is the client and knows
# no layer below it but config.
GRAPH = {"cli/serve.cpp", "cli/runner.cpp", "cli/check_report.hpp", "cli/local_series.hpp", "cli/local_series.cpp",
         "cli/plugin_check_command.cpp", "cli/plugin_explain_command.cpp", "cli/plugin_options.hpp",
         "cli/plugin_run_command.cpp"}
CLIENT_MAY_INCLUDE = ["support", "job", "config"]

# Which layers of plugins/quant/ a layer may include, itself always.
QUANT_MAY_INCLUDE = {
    "numeric": [],
    "series": ["numeric"],
    "indicators": ["numeric", "series"],
    "backtest": ["numeric", "series"],
    "strategy": ["numeric", "series", "indicators", "backtest"],
    "statistics": ["numeric", "series", "backtest"],
    "inference": ["numeric"],
    "sweep": ["numeric", "series", "indicators", "backtest", "strategy", "statistics"],
    "validation": ["numeric", "series", "inference"],
    "charts": ["numeric", "series", "backtest", "statistics"],
}

# Header prefix -> the folders that may include it.
LIBRARIES = {
    "pistache/": ["host/http"],
    "boost/": ["host/runtime", "plugins/quant/inference", "plugins/optimization/search"],
    "yaml-cpp/": ["host/config"],
    "SQLiteCpp/": ["host/storage/sqlite"],
    "sqlite3.h": ["host/storage/sqlite"],
    "valijson/": ["host/job"],
    "spdlog/": ["host/support"],
    "CLI/": ["host/cli"],
    "httplib.h": ["host/cli"],
    "seccomp.h": ["host/runtime"],
    "elfutils/": ["host/runtime"],
    "prometheus/": ["host/http", "host/runtime"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
SOURCES = {".hpp", ".cpp", ".h", ".c"}


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := INCLUDE.match(line):
            yield number, found.group(1)


def breaches_of_host(relative, header):
    """relative: path below host/."""
    layer = relative.parts[0]
    if layer not in MAY_INCLUDE:  # main.cpp
        return
    target = header.split("/")[0]
    if target not in MAY_INCLUDE or "/" not in header or target == layer:
        return
    client = layer == "cli" and relative.as_posix() not in GRAPH
    allowed = CLIENT_MAY_INCLUDE if client else MAY_INCLUDE[layer]
    if target not in allowed:
        yield f"layer {layer} must not include {header}"


def breaches_of_plugins(relative, header):
    """relative: path below plugins/. A plugin sees the contract, quant and quant_job, never the host or another plugin."""
    own = relative.parts[0]
    target = header.split("/")[0]
    if target in MAY_INCLUDE and "/" in header:
        yield f"a plugin must not include the host's {header}"
    if own == "quant" and header.startswith("jobhost/"):
        yield "quant knows no plugin ABI"
    if own == "quant" and target == "quant_job":
        yield "quant must not include what the job types make of it"
    if own == "quant" and target == "quant" and len(relative.parts) > 2:
        layer, included = relative.parts[1], header.split("/")[1]
        if included != layer and included not in QUANT_MAY_INCLUDE[layer]:
            yield f"layer quant/{layer} must not include {header}"
    if target in {"optimization", "discovery", "patterns", "leaderboard"} and target != own:
        yield f"plugin {own} must not include plugin {target}"


def breaches_of_contract(header):
    if "/" in header and not header.startswith(("jobhost/", "nlohmann/")):
        yield f"plugin_api must not include {header}"


def breaches_of_libraries(path, header):
    for prefix, folders in LIBRARIES.items():
        if header.startswith(prefix) and not any(path.as_posix().startswith(f + "/") for f in folders):
            yield f"{header} belongs to {' and '.join(folders)}"
            return


def breaches(root):
    for top in ("host", "plugins", "plugin_api"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in SOURCES:
                continue
            relative = path.relative_to(root)
            for number, header in includes(path):
                below = relative.relative_to(top)
                found = list(breaches_of_libraries(relative, header))
                if top == "host":
                    found += breaches_of_host(below, header)
                elif top == "plugins":
                    found += breaches_of_plugins(below, header)
                else:
                    found += breaches_of_contract(header)
                for what in found:
                    yield f"{relative}:{number}: {what}"


def main():
    found = list(breaches(pathlib.Path(sys.argv[1])))
    print("\n".join(found) if found else "layers: no breach")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
