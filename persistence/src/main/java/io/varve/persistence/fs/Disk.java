package io.varve.persistence.fs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A local file system, reduced to what a crash-safe writer needs.
 *
 * <p>Names are volatile until their directory is forced, and bytes until their file is: a rename
 * does not make the bytes of the renamed file durable. Errors are {@link IOException}s in the usual
 * kinds ({@link java.nio.file.NoSuchFileException}, {@link
 * java.nio.file.FileAlreadyExistsException}, {@link java.nio.file.DirectoryNotEmptyException});
 * after one that is not of these kinds the outcome of the call is unknown.
 *
 * <p>Thread-safe. Calls block; threads that make them must not be interrupted, since an interrupted
 * channel closes.
 */
public interface Disk {
  /**
   * Creates a file for appending and reading; fails with FileAlreadyExistsException if it exists.
   */
  DiskFile create(Path file) throws IOException;

  /** Opens an existing file for appending behind its present end, and for reading. */
  DiskFile openAppend(Path file) throws IOException;

  /** Opens an existing file for reading only. */
  DiskFile openRead(Path file) throws IOException;

  /** Opens a whole file that nobody writes to any more, to be read by any number of threads. */
  CloseableSource map(Path file) throws IOException;

  /** Gives a file another name, atomically; a file that has the new name already is replaced. */
  void rename(Path from, Path to) throws IOException;

  /** Gives a file a second name, atomically; FileAlreadyExistsException if that name is taken. */
  void link(Path existing, Path created) throws IOException;

  /** Removes a name, or an empty directory; NoSuchFileException if it is not there. */
  void delete(Path path) throws IOException;

  /** Creates a directory and its missing parents; present ones are fine. Forces nothing. */
  void createDirectories(Path directory) throws IOException;

  /** Makes the present names of a directory durable. */
  void forceDirectory(Path directory) throws IOException;

  /** The entries of a directory, files and directories, as full paths in name order. */
  List<Path> list(Path directory) throws IOException;

  boolean exists(Path path) throws IOException;

  boolean isDirectory(Path path) throws IOException;

  /** The size of a file in bytes; NoSuchFileException if it is not there. */
  long size(Path file) throws IOException;
}
