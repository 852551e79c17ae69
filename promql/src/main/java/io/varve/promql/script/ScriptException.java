package io.varve.promql.script;

/** A script that cannot be read or loaded; the message begins with file and line. */
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScriptException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
