// The program: every role and every command is behind run_cli (cli/cli.hpp).

#include "cli/cli.hpp"

int main(int argc, char** argv) {
  return jobhost::run_cli(argc, argv);
}
