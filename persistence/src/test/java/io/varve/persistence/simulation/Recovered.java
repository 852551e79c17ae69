package io.varve.persistence.simulation;

import io.varve.persistence.log.ShardLog;
import io.varve.persistence.manifest.CheckpointObject;
import io.varve.persistence.manifest.ManifestReader;
import io.varve.persistence.manifest.ManifestVersion;
import io.varve.persistence.manifest.Named;
import io.varve.persistence.manifest.ShardIdentity;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an owner finds at its claim.
 *
 * @param ids of all records, in the order of their sequence numbers
 */
record Recovered(ManifestVersion version, List<Long> ids) {
  static final ShardIdentity IDENTITY = new ShardIdentity("model", 3, 16, 1);

  static Recovered read(ShardLog log, ObjectStore store) throws IOException {
    ManifestReader reader = new ManifestReader(store, IDENTITY);
    ManifestVersion version =
        log.manifest().isPresent()
            ? reader.read(log.manifest().get())
            : ManifestVersion.none(IDENTITY);
    List<Long> ids = new ArrayList<>();
    if (version.manifest().checkpoint().isPresent()) {
      CheckpointObject checkpoint = version.manifest().checkpoint().get();
      ByteBuffer content = ByteBuffer.wrap(store.get(checkpoint.object().key()));
      while (content.hasRemaining()) {
        ids.add(content.getLong());
      }
    }
    log.replay(
        ids.size() + 1,
        log.highestSequenceNr(),
        record -> {
          if (record.sequenceNr() != ids.size() + 1) {
            throw new AssertionError("record " + record.sequenceNr() + " behind " + ids.size());
          }
          ids.add(ByteBuffer.wrap(record.payload()).getLong());
        });
    if (ids.size() != log.highestSequenceNr()) {
      throw new AssertionError(
          "%d records, but %d are said to be there".formatted(ids.size(), log.highestSequenceNr()));
    }
    return new Recovered(version, ids);
  }

  /** Reads everything that a version names. */
  static void readAll(ManifestVersion version, ObjectStore store) throws IOException {
    for (Named named : version.named().toList()) {
      switch (named) {
        case Named.OfKey(String key) -> store.get(key);
        case Named.OfBlock block -> {
          for (String object : ShardOwner.BLOCK_OBJECTS) {
            store.get(block.tenant() + "/" + block.ulid() + "/" + object);
          }
        }
        case Named.OfSegment _ -> {}
      }
    }
  }

  static byte[] encode(List<Long> ids) {
    ByteBuffer content = ByteBuffer.allocate(ids.size() * Long.BYTES);
    ids.forEach(content::putLong);
    return content.array();
  }
}
