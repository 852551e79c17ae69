package io.varve.persistence.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.log.wal.SteppedWal;
import io.varve.persistence.log.wal.WalSettings;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is answered as durable is in the log, in order and once; what is refused is not. */
final class LogAppenderTest {
  private static final WalSettings SETTINGS =
      new WalSettings(2000, 300, 1500, 500, Duration.ofMillis(1), Duration.ofMillis(4));

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void answersAgreeWithTheLog() throws IOException {
    int refused = 0;
    for (int run = 0; run < Scale.of(100, 5_000); run++) {
      refused += new Run(random.nextLong()).check();
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void allOfARefusedPipelineIsRefusedUntilAHigherOneComes() throws IOException {
    Run run = new Run(1);
    run.send(1, 1);
    run.wal.stepAll();
    AtomicInteger left = new AtomicInteger(1);
    run.disk.faults(
        (_, _, _) ->
            left.getAndDecrement() > 0 ? DiskFaults.Fault.NO_SPACE : DiskFaults.Fault.NONE);
    run.send(1, 1);
    run.wal.stepAll();
    run.send(1, 1);
    run.send(1, 2);
    run.send(2, 2);
    run.wal.stepAll();
    assertThat(run.answers).hasSize(5);
    assertThat(run.answers.getFirst()).isEqualTo(new AppendResult.Durable());
    assertThat(run.answers.subList(1, 5)).allMatch(a -> a instanceof AppendResult.Refused);
    run.send(3, 3);
    run.wal.stepAll();
    assertThat(run.answers.getLast()).isEqualTo(new AppendResult.Durable());
    assertThat(run.log.highestSequenceNr()).isEqualTo(4);
  }

  /** A shard that sends events, and begins a new pipeline when one is refused. */
  private static final class Run {
    private final CrashDisk disk;
    private final SteppedWal wal;
    private final ShardLog log;
    private final LogAppender appender;
    private final SplittableRandom fate;
    private final List<AppendResult> answers = new ArrayList<>();
    private final List<Long> durable = new ArrayList<>();
    private long nextEvent;
    private long pipeline = 1;
    private int refusals;

    Run(long seed) throws IOException {
      disk = new CrashDisk(seed);
      fate = new SplittableRandom(seed);
      wal = SteppedWal.open(disk, Path.of("/data"), SETTINGS);
      log = wal.logs().claim(0, new Claimant(1, "here"));
      appender = new LogAppender(log);
    }

    /** Sends a write of two events. */
    void send(long firstPipeline, long secondPipeline) {
      LogEvent first = event(firstPipeline);
      LogEvent second = event(secondPipeline);
      appender
          .append(List.of(first, second))
          .whenComplete((result, _) -> answered(result, first, second));
    }

    private LogEvent event(long ofPipeline) {
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(++nextEvent).array();
      return LogEvent.toWrite(bytes, ofPipeline);
    }

    private void answered(AppendResult result, LogEvent first, LogEvent second) {
      answers.add(result);
      if (result instanceof AppendResult.Durable) {
        durable.add(number(first.bytes()));
        durable.add(number(second.bytes()));
        assertThat(second.sequenceNr()).isEqualTo(durable.size());
      } else {
        refusals++;
        if (second.pipeline() == pipeline) {
          pipeline++;
        }
      }
    }

    int check() throws IOException {
      for (int i = 0; i < 60; i++) {
        switch (fate.nextInt(8)) {
          case 0 -> disk.faults(fate.nextInt(3) == 0 ? this::fault : DiskFaults.NONE);
          case 1, 2, 3 -> wal.step();
          default -> {
            long before = pipeline;
            if (fate.nextInt(10) == 0) {
              wal.step();
            }
            send(before, pipeline);
          }
        }
      }
      disk.faults(DiskFaults.NONE);
      wal.stepAll();
      List<Long> found = new ArrayList<>();
      log.replay(1, log.highestSequenceNr(), r -> found.add(number(r.payload())));
      assertThat(found).isEqualTo(durable);
      return refusals;
    }

    private DiskFaults.Fault fault(io.varve.persistence.fs.DiskCall call, long number, Path path) {
      return fate.nextInt(3) == 0 ? DiskFaults.Fault.NO_SPACE : DiskFaults.Fault.NONE;
    }
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
