package io.varve.persistence.fs;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data directory for one process, by the operating system's lock on a file in it, which
 * ends with the process however that ends.
 */
public final class DirectoryLock implements Closeable {
  private static final String FILE = "lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, creating the directory if it is missing.
   *
   * @throws VarveException {@link ErrorCode#STORE_IN_USE} if another process, or another part of
   *     this one, holds it
   */
  public static DirectoryLock acquire(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new VarveException(
          ErrorCode.STORE_IN_USE,
          "The data directory %s is in use by another Varve process."
              .formatted(directory.toAbsolutePath()));
    }
    return new DirectoryLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives the directory free. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
