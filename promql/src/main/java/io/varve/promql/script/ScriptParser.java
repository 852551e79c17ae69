package io.varve.promql.script;

import java.util.ArrayList;
import java.util.List;

/** Reads a script line by line. Used once. */
final class ScriptParser {
  private final List<Line> lines;
  private int at;

  ScriptParser(List<Line> lines) {
    this.lines = lines;
  }

  List<Command> parse() {
    List<Command> commands = new ArrayList<>();
    while (at < lines.size()) {
      Line line = lines.get(at);
      if (line.isEmpty()) {
        at++;
      } else {
        commands.add(command(line));
      }
    }
    return commands;
  }

  private Command command(Line line) {
    at++;
    String word = line.firstWord();
    if (word.equals("clear")) {
      return new Command.Clear(line);
    }
    if (word.startsWith("load")) {
      LoadParser parser = new LoadParser(line);
      while (at < lines.size() && !lines.get(at).isEmpty()) {
        parser.add(lines.get(at++));
      }
      return parser.build();
    }
    if (word.startsWith("eval")) {
      EvalParser parser = EvalParser.begin(line);
      boolean more = true;
      while (more && at < lines.size() && !lines.get(at).isEmpty()) {
        more = parser.add(lines.get(at++));
      }
      return parser.build();
    }
    throw line.error("invalid command \"" + line.text() + "\"");
  }
}
