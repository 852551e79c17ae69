package io.varve.persistence.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The log of one shard in the hands of one owner, for one epoch.
 *
 * <p>Thread-safe, but appends are meant for one thread: their order is that of the calls.
 */
public interface ShardLog {
  int shard();

  /** This owner's epoch, from 1; higher than that of every earlier owner. */
  long epoch();

  /** The newest manifest: found at the claim, or committed by this owner since. */
  Optional<ManifestRecord> manifest();

  /** The last durable record's sequence number, 0 when there never was one. */
  long highestSequenceNr();

  /**
   * Hands over durable records in ascending order without gaps. Blocks.
   *
   * @param from inclusive; not below the first record behind the newest manifest
   * @param to inclusive; what lies above {@link #highestSequenceNr} is not waited for
   * @throws io.varve.model.CorruptionException naming file and offset
   */
  void replay(long from, long to, LogConsumer consumer) throws IOException;

  /**
   * Appends records behind everything appended before; all of them are stored, or none. Does not
   * block. Stages complete in the order of the calls and never exceptionally; while it is unknown
   * whether the records are stored, theirs stays open. What runs on a completed stage runs on a
   * thread of the log and must be short.
   *
   * <p>After a refusal the next number is again the one of the refused append, and what was
   * appended with higher numbers before that was known is refused as well. These answers are old
   * news when they come: they say nothing of records that have got the same numbers since.
   *
   * @param records not empty, with consecutive sequence numbers that follow the last appended one
   * @throws IllegalArgumentException for numbers that follow neither that nor a refused append
   */
  CompletionStage<AppendResult> append(List<LogRecord> records);

  /**
   * Makes a manifest the newest: it stands for all records up to a sequence number, and what only
   * the last but one manifest's reader would need is free to go. Blocks; one call at a time;
   * returns when the outcome is known.
   *
   * @param sequenceNr durable, and not below the newest manifest's
   */
  CommitResult commit(long sequenceNr, byte[] manifest);

  /** Ends this owner's time of its own will: later appends and commits answer Fenced. */
  void release();
}
