package io.varve.persistence.fs;

import io.varve.persistence.fs.DiskFaults.Fault;
import io.varve.persistence.testing.ByteArraySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A disk in memory that forgets, in a crash, what was not forced: bytes of a file not forced since
 * they were written may be lost, kept or torn at any byte and in any sector, whatever name the file
 * has by then; a name created, renamed, linked or deleted since its directory was forced may stand
 * for anything that it stood for since.
 *
 * <p>Calls that change the disk are counted from 1. {@link #crashAt} ends the machine inside such a
 * call; {@link #crash} and {@link #kill} give the disk of the machine that comes after. The old
 * object and its open files then throw {@link CrashedException} for ever. Thread-safe.
 */
public final class CrashDisk implements Disk {
  private final ReentrantLock lock = new ReentrantLock();
  private final DiskTree tree;
  private final SplittableRandom random;
  private long calls;
  private long crashAt = Long.MAX_VALUE;
  private boolean crashed;
  private boolean forceDoesNothing;
  private long capacity = Long.MAX_VALUE;
  private DiskFaults faults = DiskFaults.NONE;

  /** An empty disk; the seed decides what calls that fail leave behind. */
  public CrashDisk(long seed) {
    this(new DiskTree(new DirectoryInode()), seed);
  }

  private CrashDisk(DiskTree tree, long seed) {
    this.tree = tree;
    this.random = new SplittableRandom(seed);
  }

  /** The power fails now, if it has not yet. The seed decides what survives. */
  public CrashDisk crash(long seed) {
    return holding(
        () -> {
          crashed = true;
          return new CrashDisk(tree.survivor(new Survival(seed)), seed);
        });
  }

  /** The process dies now, the machine does not: all is still seen, and no more durable. */
  public CrashDisk kill(long seed) {
    return holding(
        () -> {
          crashed = true;
          return new CrashDisk(tree, seed);
        });
  }

  /** How many calls have changed this disk, or tried to. */
  public long calls() {
    return holding(() -> calls);
  }

  /** Whether the machine has ended. */
  public boolean hasCrashed() {
    return holding(() -> crashed);
  }

  /** Ends the machine inside the call of that number. */
  public void crashAt(long call) {
    holding(() -> crashAt = call);
  }

  /** Forces of files and directories report success from now on, and do nothing. */
  public void forceDoesNothing() {
    holding(() -> forceDoesNothing = true);
  }

  /** Lets calls fail from now on. */
  public void faults(DiskFaults rule) {
    holding(() -> faults = rule);
  }

  /** Bytes that all files together may have, from now on; appends beyond fail for lack of space. */
  public void capacity(long bytes) {
    holding(() -> capacity = bytes);
  }

  /** Bytes that all files together have. */
  public long used() {
    return holding(tree::bytes);
  }

  /** Flips bits of one byte, durably, as a failing medium does. */
  public void flip(Path path, long offset, int mask) throws IOException {
    locked(() -> tree.file(path)).flip(Math.toIntExact(offset), mask);
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    return locked(
        () -> {
          tree.checkFree(path);
          FileInode inode = new FileInode();
          change(DiskCall.CREATE, path, () -> tree.change(path, Optional.of(inode)));
          return new OpenFile(inode, path);
        });
  }

  @Override
  public DiskFile openAppend(Path path) throws IOException {
    return locked(() -> new OpenFile(tree.file(path), path));
  }

  @Override
  public DiskFile openRead(Path path) throws IOException {
    return openAppend(path);
  }

  @Override
  public CloseableSource map(Path path) throws IOException {
    return locked(() -> new ByteArraySource(path.toString(), tree.file(path).copy()));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    locked(
        () -> {
          Inode inode = tree.get(from);
          change(
              DiskCall.RENAME,
              from,
              () -> {
                tree.change(to, Optional.of(inode));
                tree.change(from, Optional.empty());
              });
          return inode;
        });
  }

  @Override
  public void link(Path existing, Path created) throws IOException {
    locked(
        () -> {
          FileInode inode = tree.file(existing);
          tree.checkFree(created);
          change(DiskCall.LINK, created, () -> tree.change(created, Optional.of(inode)));
          return inode;
        });
  }

  @Override
  public void delete(Path path) throws IOException {
    locked(
        () -> {
          tree.checkDeletable(path);
          change(DiskCall.DELETE, path, () -> tree.change(path, Optional.empty()));
          return path;
        });
  }

  @Override
  public void createDirectories(Path path) throws IOException {
    locked(
        () -> {
          if (tree.find(path).isEmpty()) {
            change(DiskCall.CREATE_DIRECTORIES, path, () -> tree.makeDirectories(path));
          }
          return tree.directory(path);
        });
  }

  @Override
  public void forceDirectory(Path path) throws IOException {
    locked(
        () -> {
          DirectoryInode directory = tree.directory(path);
          Fault fault = count(DiskCall.FORCE_DIRECTORY, path);
          if (fault != Fault.NONE) {
            directory.forceSome(random);
            throw error(fault, path);
          }
          if (!crashed && !forceDoesNothing) {
            directory.force();
          }
          return path;
        });
  }

  @Override
  public List<Path> list(Path path) throws IOException {
    return locked(() -> tree.list(path));
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return locked(() -> tree.find(path).isPresent());
  }

  @Override
  public boolean isDirectory(Path path) throws IOException {
    return locked(() -> tree.find(path).orElse(null) instanceof DirectoryInode);
  }

  @Override
  public long size(Path path) throws IOException {
    return locked(() -> (long) tree.file(path).size());
  }

  /** Counts a call; the one that the machine ends in has its unforced effect first. */
  private Fault count(DiskCall call, Path path) {
    calls++;
    crashed = calls == crashAt;
    return crashed ? Fault.NONE : faults.at(call, calls, path);
  }

  private void change(DiskCall call, Path path, Action effect) throws IOException {
    Fault fault = count(call, path);
    if (fault == Fault.NONE || (fault == Fault.IO_ERROR && random.nextBoolean())) {
      effect.run();
    }
    if (fault != Fault.NONE) {
      throw error(fault, path);
    }
  }

  private boolean exceeds(int more) {
    return capacity != Long.MAX_VALUE && more > room();
  }

  /** Adding up all files is not cheap, and seldom asked for. */
  private long room() {
    return capacity == Long.MAX_VALUE ? capacity : Math.max(0, capacity - tree.bytes());
  }

  private static IOException error(Fault fault, Path path) {
    return new IOException(
        path + (fault == Fault.NO_SPACE ? ": No space left on device" : ": Input/output error"));
  }

  /** Runs a call of the process that owns this disk; it learns nothing from one that crashes. */
  private <T> T locked(Call<T> call) throws IOException {
    lock.lock();
    try {
      checkAlive();
      T result = call.run();
      checkAlive();
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void checkAlive() throws CrashedException {
    if (crashed) {
      throw new CrashedException(calls);
    }
  }

  private <T> T holding(java.util.function.Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface Action {
    void run() throws IOException;
  }

  private final class OpenFile implements DiskFile {
    private final FileInode inode;
    private final Path path;

    OpenFile(FileInode inode, Path path) {
      this.inode = inode;
      this.path = path;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      locked(
          () -> {
            Fault fault = count(DiskCall.APPEND, path);
            if (fault == Fault.NONE && exceeds(bytes.remaining())) {
              fault = Fault.NO_SPACE;
            }
            if (fault != Fault.NONE) {
              int written = random.nextInt(bytes.remaining() + 1);
              inode.append(bytes.slice().limit((int) Math.min(written, room())));
              throw error(fault, path);
            }
            inode.append(bytes);
            return path;
          });
    }

    @Override
    public int read(long position, ByteBuffer destination) throws IOException {
      return locked(() -> inode.read(position, destination));
    }

    @Override
    public void truncate(long size) throws IOException {
      locked(
          () -> {
            change(DiskCall.TRUNCATE, path, () -> inode.truncate(Math.toIntExact(size)));
            return path;
          });
    }

    @Override
    public void force() throws IOException {
      locked(
          () -> {
            Fault fault = count(DiskCall.FORCE, path);
            if (fault != Fault.NONE) {
              inode.forceFails(random);
              throw error(fault, path);
            }
            if (!crashed && !forceDoesNothing) {
              inode.force();
            }
            return path;
          });
    }

    @Override
    public long size() throws IOException {
      return locked(() -> (long) inode.size());
    }

    @Override
    public void close() {}
  }
}
