package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.ManifestRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The manifest files of one log directory. Calls for one shard must not overlap. */
final class ManifestStore {
  private final Disk disk;
  private final Path directory;

  ManifestStore(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /** How far a write came. */
  sealed interface Written {
    /** It is durable. */
    record Done() implements Written {}

    /** It will never be seen. */
    record NotDone(IOException cause) implements Written {}

    /** It may be seen by whoever reads next, and may be gone after a crash. */
    record Unknown(IOException cause) implements Written {}
  }

  /** Reads what there is of a shard. */
  ShardManifests load(int shard, List<Path> files) throws IOException {
    ShardManifests manifests = new ShardManifests();
    List<Path> mine =
        files.stream()
            .filter(file -> WalFiles.isManifest(file) && WalFiles.manifestShard(file) == shard)
            .sorted()
            .toList();
    for (Path file : mine) {
      long ordinal = WalFiles.manifestOrdinal(file);
      try {
        manifests.found(
            ManifestFile.decode(AtomicFiles.read(disk, file), file.toString(), shard, ordinal));
      } catch (CorruptionException e) {
        manifests.damaged(ordinal, BadPlace.of(e));
      }
    }
    return manifests;
  }

  /** Writes a manifest under an ordinal that no file has, nor had. */
  Written write(int shard, ManifestRecord manifest) {
    Path file = WalFiles.manifest(directory, shard, manifest.ordinal());
    Path temporary;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(ManifestFile.encode(shard, manifest));
      temporary = AtomicFiles.prepare(disk, file, bytes);
    } catch (IOException e) {
      return new Written.NotDone(e);
    }
    try {
      AtomicFiles.publish(disk, temporary, file);
      return new Written.Done();
    } catch (IOException e) {
      return new Written.Unknown(e);
    }
  }

  /** Removes all manifests of a shard but those of two ordinals. */
  void keepOnly(int shard, long newest, long lastButOne) throws IOException {
    for (Path file : disk.list(directory)) {
      if (WalFiles.isManifest(file) && WalFiles.manifestShard(file) == shard) {
        long ordinal = WalFiles.manifestOrdinal(file);
        if (ordinal < newest && ordinal != lastButOne) {
          AtomicFiles.deleteIfPresent(disk, file);
        }
      }
    }
  }
}
