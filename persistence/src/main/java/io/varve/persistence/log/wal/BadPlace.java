package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;

/**
 * A place of the log where something else was found than was written.
 *
 * @param file its path
 * @param offset in bytes from the file's beginning
 */
public record BadPlace(String file, long offset, String expected, String found) {
  static BadPlace of(CorruptionException e) {
    return new BadPlace(e.file(), e.offset(), e.expected(), e.found());
  }

  CorruptionException toException() {
    return new CorruptionException(file, offset, expected, found);
  }
}
