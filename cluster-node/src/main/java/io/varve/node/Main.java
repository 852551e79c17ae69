package io.varve.node;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: each subcommand is a class of its own, listed here. */
@Command(
    name = "varve",
    description = "Long-term storage for Prometheus.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {ServerCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  /** Reads the version that the build wrote into the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"varve " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
