package io.varve.persistence.simulation;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk that may give the turn away before each call that names a file. */
public final class SteppingDisk implements Disk {
  private final Disk disk;
  private final Simulation simulation;

  public SteppingDisk(Disk disk, Simulation simulation) {
    this.disk = disk;
    this.simulation = simulation;
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return disk.create(file);
  }

  @Override
  public DiskFile openAppend(Path file) throws IOException {
    return disk.openAppend(file);
  }

  @Override
  public DiskFile openRead(Path file) throws IOException {
    simulation.step();
    return disk.openRead(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    simulation.step();
    disk.rename(from, to);
  }

  @Override
  public void link(Path existing, Path created) throws IOException {
    simulation.step();
    disk.link(existing, created);
  }

  @Override
  public void delete(Path path) throws IOException {
    simulation.step();
    disk.delete(path);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    disk.createDirectories(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    simulation.step();
    disk.forceDirectory(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    simulation.step();
    return disk.list(directory);
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return disk.exists(path);
  }

  @Override
  public boolean isDirectory(Path path) throws IOException {
    return disk.isDirectory(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.size(file);
  }
}
