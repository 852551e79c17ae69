package io.varve.persistence.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @TempDir Path directory;

  private MappedFile map(int... bytes) throws IOException {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return MappedFile.open(Files.write(directory.resolve("file"), content));
  }

  @Test
  void readsRangesAndRefusesOthers() throws IOException {
    try (MappedFile file = map(1, 2, 3)) {
      byte[] target = new byte[4];
      file.read(1, target, 1, 2);
      assertThat(target).containsExactly(0, 2, 3, 0);
      file.read(3, target, 0, 0);
      assertThatThrownBy(() -> file.read(2, target, 0, 2)).isInstanceOf(CorruptionException.class);
      assertThatThrownBy(() -> file.read(-1, target, 0, 1)).isInstanceOf(CorruptionException.class);
      assertThatThrownBy(() -> file.read(Long.MAX_VALUE, target, 0, 1))
          .isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void anEmptyFileIsMapped() throws IOException {
    try (MappedFile file = map()) {
      assertThat(file.size()).isZero();
    }
  }

  @Test
  void aMissingFileIsReported() {
    assertThatThrownBy(() -> MappedFile.open(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void theLastReferenceUnmaps() throws IOException {
    MappedFile file = map(7);
    MappedFile second = file.retain();
    file.close();
    byte[] target = new byte[1];
    second.read(0, target, 0, 1);
    assertThat(target).containsExactly(7);
    second.close();
    assertThatThrownBy(() -> file.read(0, target, 0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(file::retain).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(file::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aReaderThatRacesWithTheCloseGetsAnExceptionAndNothingWorse() throws Exception {
    MappedFile file = map(new int[1 << 16]);
    CountDownLatch reading = new CountDownLatch(1);
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  byte[] target = new byte[1 << 16];
                  try {
                    while (true) {
                      file.read(0, target, 0, target.length);
                      reading.countDown();
                    }
                  } catch (IllegalStateException e) {
                    seen.set(e);
                  }
                });
    reading.await();
    file.close();
    reader.join();
    assertThat(seen.get()).isInstanceOf(IllegalStateException.class);
  }
}
