package io.varve.persistence.log.chain;

import io.varve.persistence.log.LogRecord;
import java.util.List;

/** What a link of the chain says. */
sealed interface Link {
  /** Of the owner that put it. */
  long epoch();

  /** Begins an epoch: from here on every earlier owner's puts fail. */
  record Claim(long epoch, long incarnation, String address) implements Link {}

  /**
   * The records of one commit.
   *
   * @param records not empty, with consecutive sequence numbers
   */
  record Events(long epoch, List<LogRecord> records) implements Link {
    public Events {
      if (records.isEmpty()) {
        throw new IllegalArgumentException("no records");
      }
      records = List.copyOf(records);
    }

    long first() {
      return records.getFirst().sequenceNr();
    }

    long last() {
      return records.getLast().sequenceNr();
    }
  }

  /**
   * A manifest.
   *
   * @param sequenceNr the last record that it covers
   * @param logPosition the number of the first link that a replay behind {@code sequenceNr} needs;
   *     the checkpoint's own number at most
   * @param manifest do not change
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Checkpoint(long epoch, long sequenceNr, long logPosition, byte[] manifest)
      implements Link {}
}
