package io.varve.persistence.simulation;

import io.varve.persistence.fs.CloseableSource;
import io.varve.persistence.fs.CrashedException;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A disk that gives the turn away before calls, and whose crash is the death of its machine. */
final class SteppingDisk implements Disk {
  private final Disk disk;
  private final Simulation simulation;
  private final @Nullable Node machine;
  private final Map<Path, Path> aliases = new HashMap<>();
  private final Set<Path> aliased = new HashSet<>();

  /** A disk that several nodes share and that never crashes. */
  SteppingDisk(Disk disk, Simulation simulation) {
    this(disk, simulation, null);
  }

  SteppingDisk(Disk disk, Simulation simulation, @Nullable Node machine) {
    this.disk = disk;
    this.simulation = simulation;
    this.machine = machine;
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return new SteppingFile(call(() -> disk.create(alias(file))));
  }

  @Override
  public DiskFile openAppend(Path file) throws IOException {
    return new SteppingFile(call(() -> disk.openAppend(alias(file))));
  }

  @Override
  public DiskFile openRead(Path file) throws IOException {
    simulation.step();
    return new SteppingFile(call(() -> disk.openRead(alias(file))));
  }

  @Override
  public CloseableSource map(Path file) throws IOException {
    simulation.step();
    return call(() -> disk.map(alias(file)));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    simulation.step();
    change(() -> disk.rename(alias(from), to));
  }

  @Override
  public void link(Path existing, Path created) throws IOException {
    simulation.step();
    change(() -> disk.link(alias(existing), created));
  }

  @Override
  public void delete(Path path) throws IOException {
    simulation.step();
    change(() -> disk.delete(alias(path)));
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    change(() -> disk.createDirectories(directory));
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    simulation.step();
    change(() -> disk.forceDirectory(directory));
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    simulation.step();
    return call(() -> disk.list(directory));
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return call(() -> disk.exists(path));
  }

  @Override
  public boolean isDirectory(Path path) throws IOException {
    return call(() -> disk.isDirectory(path));
  }

  @Override
  public long size(Path file) throws IOException {
    return call(() -> disk.size(file));
  }

  /** Gives a temporary file a name that is the same in every run of a seed. */
  private Path alias(Path path) {
    Path directory = path.getParent();
    if (directory == null || !directory.endsWith("~tmp") || aliased.contains(path)) {
      return path;
    }
    return aliases.computeIfAbsent(
        path,
        _ -> {
          Path alias = directory.resolve(simulation.uniqueName());
          aliased.add(alias);
          return alias;
        });
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface Change {
    void run() throws IOException;
  }

  private <T> T call(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (CrashedException e) {
      if (machine == null) {
        throw e;
      }
      machine.kill();
      throw simulation.die();
    }
  }

  private void change(Change change) throws IOException {
    Object _ =
        call(
            () -> {
              change.run();
              return change;
            });
  }

  private final class SteppingFile implements DiskFile {
    private final DiskFile file;

    SteppingFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      change(() -> file.append(bytes));
    }

    @Override
    public int read(long position, ByteBuffer destination) throws IOException {
      return call(() -> file.read(position, destination));
    }

    @Override
    public void truncate(long size) throws IOException {
      change(() -> file.truncate(size));
    }

    @Override
    public void force() throws IOException {
      simulation.step();
      change(file::force);
    }

    @Override
    public long size() throws IOException {
      return call(file::size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
