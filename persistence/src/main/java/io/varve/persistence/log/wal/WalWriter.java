package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is queued, group by group, and seals a segment when that fails. For one thread, which
 * calls {@link #step} again and again.
 *
 * <p>After a failed write or force nobody knows what of the group is on the disk, and a second
 * force would not tell. So a new segment is begun, whose header names the length up to which the
 * old one counts; when that is durable the group is known not to be stored, and is refused.
 */
final class WalWriter implements WalWork {
  private static final Logger LOG = LoggerFactory.getLogger(WalWriter.class);

  /** What {@link #step} returns when only a wake-up brings more to do. */
  static final long IDLE = Long.MAX_VALUE;

  private enum State {
    WRITING,
    /** A write failed; the group is in doubt until a new segment is durable. */
    SEALING,
    /** Nothing is in doubt; appends are refused for a while. */
    RESTING,
    ENDED
  }

  private final Disk disk;
  private final Path directory;
  private final WalQueue queue;
  private final WalSettings settings;
  private final WalClock clock;
  private final WalCounters counters;
  private final Reserve reserve;
  private final ByteBuffer buffer;
  private SegmentWriter segment;
  private long lastNumber;
  private State state = State.WRITING;
  private List<Pending> doubtful = List.of();
  private String failure = "";
  private boolean reserveReleased;
  private long backoff;
  private long dueAt;

  WalWriter(
      Disk disk,
      Path directory,
      WalOpening.Opened opened,
      WalQueue queue,
      WalSettings settings,
      WalClock clock,
      WalCounters counters,
      Reserve reserve) {
    this.disk = disk;
    this.directory = directory;
    this.segment = opened.writer();
    this.buffer = opened.buffer();
    this.lastNumber = segment.number();
    this.queue = queue;
    this.settings = settings;
    this.clock = clock;
    this.counters = counters;
    this.reserve = reserve;
    this.backoff = settings.minBackoff().toNanos();
  }

  /** Sets space aside for sealing a segment on a full disk, if there is any. Before any step. */
  void holdReserve() {
    try {
      reserve.hold();
    } catch (IOException e) {
      LOG.warn("There is no room for the space reserved for the log: {}", e.toString());
    }
  }

  @Override
  public long step() {
    return switch (state) {
      case WRITING -> write();
      case SEALING -> seal();
      case RESTING -> rest();
      case ENDED -> IDLE;
    };
  }

  /** What is in doubt stays so, and nothing more is taken. */
  @Override
  public void giveUp(Throwable bug) {
    queue.refuse("the write-ahead log has failed: " + bug);
  }

  @Override
  public boolean hasEnded() {
    return state == State.ENDED;
  }

  private long write() {
    List<Pending> group = queue.take(settings.groupBytes());
    if (group.isEmpty()) {
      return queue.isClosing() ? end() : IDLE;
    }
    if (group.stream().allMatch(Pending::isDecided)) {
      queue.complete(group);
      return 0;
    }
    try {
      if (segment.goodLength() >= settings.segmentBytes()) {
        begin();
      }
      long before = segment.goodLength();
      for (Pending pending : group) {
        if (!pending.isDecided()) {
          pending.putInto(segment);
        }
      }
      segment.commit();
      counters.bytes.add(segment.goodLength() - before);
    } catch (IOException e) {
      fail(group, e);
      return 0;
    }
    counters.forces.increment();
    group.forEach(pending -> counters.records.add(pending.records.size()));
    queue.settleDurable(group, segment.number());
    queue.complete(group);
    backoff = settings.minBackoff().toNanos();
    return 0;
  }

  private void fail(List<Pending> group, IOException cause) {
    LOG.warn(
        "Writing {} failed; it will be sealed at {} bytes: {}",
        WalFiles.segment(directory, segment.number()),
        segment.goodLength(),
        cause.toString());
    counters.failures.increment();
    failure = "the write-ahead log cannot write: " + cause.getMessage();
    queue.refuse(failure);
    doubtful = group;
    state = State.SEALING;
    reserveReleased = false;
    dueAt = clock.nanoTime();
  }

  private long seal() {
    if (queue.isClosing()) {
      return endNow();
    }
    long wait = dueAt - clock.nanoTime();
    if (wait > 0) {
      return wait;
    }
    try {
      begin();
    } catch (IOException e) {
      return sealLater(e);
    }
    List<Pending> refused = queue.settleRefused(doubtful, failure);
    doubtful = List.of();
    state = State.RESTING;
    LOG.warn("{} appends were refused; the log rests.", refused.size());
    queue.complete(refused);
    return later();
  }

  private long sealLater(IOException cause) {
    counters.failures.increment();
    if (reserveReleased) {
      LOG.warn("No segment can be begun, appends stay in doubt: {}", cause.toString());
      return later();
    }
    try {
      reserve.release();
    } catch (IOException e) {
      LOG.warn("The reserved space cannot be released: {}", e.toString());
    }
    reserveReleased = true;
    return 0;
  }

  /** Answers what waits behind nothing any more, and takes appends again once there is room. */
  private long rest() {
    queue.complete(queue.take(Long.MAX_VALUE));
    if (queue.isClosing()) {
      return end();
    }
    long wait = dueAt - clock.nanoTime();
    if (wait > 0) {
      return wait;
    }
    try {
      reserve.hold();
    } catch (IOException e) {
      counters.failures.increment();
      LOG.warn("There is no room for the write-ahead log yet: {}", e.toString());
      return later();
    }
    LOG.info("The write-ahead log takes appends again.");
    state = State.WRITING;
    queue.refuse("");
    return 0;
  }

  private long later() {
    long wait = backoff;
    dueAt = clock.nanoTime() + wait;
    backoff = Math.min(backoff * 2, settings.maxBackoff().toNanos());
    return wait;
  }

  /** Begins the next segment; after an exception the present one must not be written any more. */
  private void begin() throws IOException {
    long number = ++lastNumber;
    SegmentHeader header =
        new SegmentHeader(number, segment.number(), segment.goodLength(), 0, queue.positions());
    Path path = WalFiles.segment(directory, number);
    SegmentWriter next = SegmentWriter.create(disk, path, header, Carried.NOTHING, buffer);
    // A number that came to nothing may have its file all the same, which goes in its turn.
    for (long begun = segment.number() + 1; begun <= number; begun++) {
      queue.began(begun);
    }
    SegmentWriter old = segment;
    segment = next;
    close(old);
  }

  private long end() {
    try {
      segment.put(RecordType.END, 0, 0, 0, new byte[0]);
      segment.commit();
    } catch (IOException e) {
      LOG.warn("The log is closed without its end being marked: {}", e.toString());
    }
    return endNow();
  }

  private long endNow() {
    close(segment);
    state = State.ENDED;
    return 0;
  }

  private static void close(SegmentWriter segment) {
    try {
      segment.close();
    } catch (IOException e) {
      LOG.warn("A segment's file cannot be closed.", e);
    }
  }
}
