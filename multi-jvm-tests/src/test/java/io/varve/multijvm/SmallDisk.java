package io.varve.multijvm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system in memory that is quickly full. Only root may have one; else the test is skipped.
 */
final class SmallDisk implements AutoCloseable {
  private final Path mount;
  private final Path filler;

  private SmallDisk(Path mount) {
    this.mount = mount;
    this.filler = mount.resolve("filler");
  }

  static SmallDisk mount(Path directory, int mebibytes) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int status;
    try {
      status =
          command(
              "mount",
              "-t",
              "tmpfs",
              "-o",
              "size=" + mebibytes + "m",
              "varve",
              directory.toString());
    } catch (IOException e) {
      status = -1;
    }
    Assumptions.assumeTrue(
        status == 0, "a small file system can be mounted here, for example by root");
    return new SmallDisk(directory);
  }

  Path path() {
    return mount;
  }

  /** Uses up what is left. */
  void fill() {
    byte[] noise = new byte[4096];
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(noise);
      }
    } catch (IOException _) {
      // Full, as it should be.
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  private static int command(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    try {
      command("umount", mount.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
