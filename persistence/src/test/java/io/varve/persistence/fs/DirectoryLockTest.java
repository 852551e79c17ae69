package io.varve.persistence.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {
  @TempDir Path directory;

  @Test
  void onlyOneHoldsADirectory() throws IOException {
    Path data = directory.resolve("data");
    DirectoryLock lock = DirectoryLock.acquire(data);
    assertThatThrownBy(() -> DirectoryLock.acquire(data))
        .isInstanceOfSatisfying(
            VarveException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_IN_USE))
        .hasMessageContaining(data.toString());
    lock.close();
    DirectoryLock.acquire(data).close();
  }

  @Test
  void anotherProcessIsKeptOut() throws Exception {
    try (DirectoryLock _ = DirectoryLock.acquire(directory)) {
      assertThat(otherProcess()).isEqualTo(1);
    }
    assertThat(otherProcess()).isZero();
  }

  private int otherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** What the other process does: exits with 0 if it got the lock, with 1 if it threw. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws IOException {
      DirectoryLock.acquire(Path.of(args[0])).close();
    }
  }
}
