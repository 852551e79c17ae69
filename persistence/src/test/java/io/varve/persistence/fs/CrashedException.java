package io.varve.persistence.fs;

import java.io.IOException;

/** The machine that this disk belonged to is no more. */
public final class CrashedException extends IOException {
  CrashedException(long call) {
    super("crashed at call " + call);
  }
}
