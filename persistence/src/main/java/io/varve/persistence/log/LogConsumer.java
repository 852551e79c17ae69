package io.varve.persistence.log;

import java.io.IOException;

/** Takes replayed records, in ascending order, on the thread that asked for them. */
@FunctionalInterface
public interface LogConsumer {
  /** May keep the record. An exception ends the replay and reaches its caller. */
  void accept(LogRecord record) throws IOException;
}
