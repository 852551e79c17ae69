package io.varve.node;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one node until it is told to stop. */
@Command(
    name = "server",
    description = "Runs a node: it takes remote writes and answers PromQL.",
    mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("not built yet");
    return 1;
  }
}
