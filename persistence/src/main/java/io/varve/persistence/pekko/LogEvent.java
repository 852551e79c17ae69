package io.varve.persistence.pekko;

/**
 * An event on its way to the log or back: bytes that are encoded already, so that the journal's
 * thread has nothing to encode.
 *
 * <p>The journal numbers the event; Pekko's own number is not used, because it goes on rising over
 * rejected events and the log's does not. Written by the journal before it answers, read by the
 * shard afterwards.
 */
public final class LogEvent {
  private final byte[] bytes;
  private final long pipeline;
  private final Runnable whenReplayed;
  private volatile long sequenceNr;

  private LogEvent(byte[] bytes, long pipeline, Runnable whenReplayed) {
    this.bytes = bytes;
    this.pipeline = pipeline;
    this.whenReplayed = whenReplayed;
  }

  /**
   * Returns an event to be persisted.
   *
   * @param pipeline rises whenever the shard has undone what it sent: once an event is rejected,
   *     all of the same or an older pipeline are rejected too
   */
  public static LogEvent toWrite(byte[] bytes, long pipeline) {
    return new LogEvent(bytes, pipeline, () -> {});
  }

  static LogEvent replayed(byte[] bytes, long sequenceNr, Runnable whenReplayed) {
    LogEvent event = new LogEvent(bytes, 0, whenReplayed);
    event.sequenceNr = sequenceNr;
    return event;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The event's number in the shard's log. */
  public long sequenceNr() {
    return sequenceNr;
  }

  /** Tells the journal that a replayed event has been applied and the next may come. */
  public void applied() {
    whenReplayed.run();
  }

  /** The state of the pipeline that it was sent in. */
  public long pipeline() {
    return pipeline;
  }

  void numbered(long number) {
    sequenceNr = number;
  }
}
