package io.varve.promql.script;

import java.util.List;

/**
 * A script that has been read.
 *
 * @param file its name, for messages
 * @param commands in order
 */
public record Script(String file, List<Command> commands) {
  /** Makes the list unmodifiable. */
  public Script {
    commands = List.copyOf(commands);
  }

  /**
   * Reads a script.
   *
   * @throws ScriptException if it is not well-formed; what its queries say is not judged here
   */
  public static Script parse(String file, String text) {
    return new Script(file, new ScriptParser(Line.of(file, text)).parse());
  }

  /** Returns how many queries it asks, each counted once. */
  public int evals() {
    return (int) commands.stream().filter(Command.Eval.class::isInstance).count();
  }
}
