package io.varve.node;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: each subcommand is a class of its own, listed here. */
@Command(
    name = "varve",
    description = "Long-term storage for Prometheus.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {ServerCommand.class, LogCommand.class, PromqlTestCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setParameterExceptionHandler((e, _) -> refuse(e));
  }

  /** One sentence, not the whole help. */
  private static int refuse(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.printf(
        "varve: %s.%s See %s --help.%n",
        e.getMessage(), suggestion(e), command.getCommandSpec().qualifiedName());
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String suggestion(ParameterException e) {
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return suggestions.isEmpty() ? "" : " Did you mean %s?".formatted(suggestions.getFirst());
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
