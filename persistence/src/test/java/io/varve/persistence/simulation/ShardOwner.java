package io.varve.persistence.simulation;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.TenantId;
import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.manifest.CheckpointObject;
import io.varve.persistence.manifest.EditResult;
import io.varve.persistence.manifest.InFlight;
import io.varve.persistence.manifest.LabelObject;
import io.varve.persistence.manifest.Manifest;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.ManifestEdit;
import io.varve.persistence.manifest.ManifestTesting;
import io.varve.persistence.manifest.ManifestVersion;
import io.varve.persistence.manifest.Named;
import io.varve.persistence.manifest.Pin;
import io.varve.persistence.manifest.StoredObject;
import io.varve.persistence.manifest.Sweeper;
import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One epoch of an owner: it recovers, then does at random what owners do, until it is fenced. */
final class ShardOwner {
  static final List<String> BLOCK_OBJECTS = List.of("meta.json", "index");

  private static final TenantId TENANT = new TenantId("team-a");
  private static final int ATTEMPTS = 50;
  private static final int INLINE_BYTES = 400;

  private final Model model;
  private final Simulation simulation;
  private final Random random;
  private final Node node;
  private final ObjectStore store;
  private final ShardLog log;
  private final ShardKeys keys = new ShardKeys(Recovered.IDENTITY.shard());
  private final InFlight inFlight = new InFlight();
  private final Map<Named, InFlight.Reservation> reservations = new HashMap<>();
  private final List<Long> ids;
  private final ManifestCommitter committer;
  private final Sweeper sweeper;
  private long nextSequenceNr;
  private long answered;
  private long appended;
  private int refusals;
  private long ordinal;
  private boolean over;

  private ShardOwner(
      Model model, Node node, ObjectStore store, ModelLogs.Owned owned, Recovered recovered) {
    this.model = model;
    this.simulation = model.simulation();
    this.random = simulation.random();
    this.node = node;
    this.store = store;
    this.log = owned.log();
    this.ids = new ArrayList<>(recovered.ids());
    this.nextSequenceNr = ids.size() + 1L;
    this.committer =
        ManifestTesting.committer(
            recovered.version(),
            log.epoch(),
            () -> key(ShardKeys.Kind.PAGES),
            INLINE_BYTES,
            owned::commit,
            new ManifestCommitter.Environment(
                store, node.executor(), node::after, simulation::nanos, inFlight));
    this.sweeper =
        new Sweeper(
            store,
            keys,
            log.epoch(),
            committer,
            model.protectsUploads() ? inFlight : new InFlight(),
            _ -> {},
            model.sweepDelay(),
            simulation::nanos);
  }

  /** Claims and recovers; returns nothing if it failed, as it may where others interfere. */
  static Optional<ShardOwner> claim(Model model, ModelLogs logs, Node node, ObjectStore store)
      throws IOException {
    Set<Long> before = model.history().acknowledged();
    ModelLogs.Owned owned;
    try {
      owned = logs.claim(node, store, Recovered.IDENTITY.shard());
    } catch (IOException _) {
      return Optional.empty();
    }
    long epoch = owned.log().epoch();
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        Recovered recovered = Recovered.read(owned.log(), store);
        if (model.isNewest(epoch)) {
          model.history().check(node + " in epoch " + epoch, before, recovered.ids());
        }
        return Optional.of(new ShardOwner(model, node, store, owned, recovered));
      } catch (NoSuchObjectException | CorruptionException e) {
        if (model.isNewest(epoch)) {
          throw new AssertionError("epoch " + epoch + " cannot recover", e);
        }
        return Optional.empty();
      } catch (IOException _) {
        // A fault of this store: again.
      }
    }
    return Optional.empty();
  }

  void work() throws IOException {
    node.executor().execute(this::tidyUp);
    for (int left = 5 + random.nextInt(40); left > 0 && !over && !model.isStopping(); left--) {
      act();
      simulation.sleep(Pauses.of(random));
    }
    if (random.nextInt(3) == 0) {
      log.release();
    }
    over = true;
  }

  private void act() throws IOException {
    switch (random.nextInt(13)) {
      case 0, 1, 2, 3, 4 -> append();
      case 5, 6, 7 -> checkpoint();
      case 8, 9 -> addBlock();
      case 10 -> compact();
      case 11 -> writeLabels();
      default -> node.executor().execute(() -> quietly(this::readPinned));
    }
  }

  private void tidyUp() {
    while (!over && !model.isStopping()) {
      simulation.sleep(Pauses.of(random));
      if (random.nextInt(3) == 0) {
        quietly(() -> sweeper.look(Set.of()));
      } else {
        quietly(sweeper::sweep);
      }
    }
  }

  private void append() {
    for (int calls = 1 + random.nextInt(4); calls > 0; calls--) {
      List<LogRecord> records = new ArrayList<>();
      List<Long> values = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        long id = model.history().nextId();
        values.add(id);
        records.add(new LogRecord(nextSequenceNr++, Recovered.encode(List.of(id))));
      }
      long call = appended++;
      int refusalsBefore = refusals;
      log.append(records)
          .whenComplete(
              (result, failure) -> {
                if (failure != null || call != answered++) {
                  model.fail(new AssertionError("answer to append " + call, failure));
                } else {
                  answer(result, records, values, refusalsBefore);
                }
              });
    }
  }

  private void answer(
      AppendResult result, List<LogRecord> records, List<Long> values, int refusalsBefore) {
    switch (result) {
      case AppendResult.Durable _ -> {
        if (records.getFirst().sequenceNr() != ids.size() + 1) {
          model.fail(new AssertionError("out of order: " + records));
        }
        ids.addAll(values);
        values.forEach(model.history()::acknowledge);
      }
      case AppendResult.Refused _ -> {
        values.forEach(model.history()::refuse);
        if (refusalsBefore == refusals) {
          refusals++;
          nextSequenceNr = records.getFirst().sequenceNr();
        }
      }
      case AppendResult.Fenced _ -> over = true;
    }
  }

  private void checkpoint() throws IOException {
    int least = (int) committer.newest().manifest().sequenceNr();
    int n = random.nextBoolean() ? ids.size() : least + random.nextInt(ids.size() - least + 1);
    StoredObject object = upload(ShardKeys.Kind.CHECKPOINT, Recovered.encode(ids.subList(0, n)));
    submit(
        new Named.OfKey(object.key()),
        base ->
            n < base.sequenceNr()
                ? Optional.empty()
                : Optional.of(base.withCheckpoint(new CheckpointObject(object, n), _ -> false)));
  }

  private void writeLabels() throws IOException {
    StoredObject object = upload(ShardKeys.Kind.LABELS, new byte[3]);
    submit(
        new Named.OfKey(object.key()),
        base -> Optional.of(base.withLabels(List.of(new LabelObject(object, true, 3)))));
  }

  private void addBlock() throws IOException {
    Named.OfBlock block = uploadBlock();
    submit(block, base -> Optional.of(added(base, block)));
  }

  private void compact() throws IOException {
    List<String> sources = new ArrayList<>(committer.newest().manifest().blocks().keySet());
    if (sources.size() < 2) {
      return;
    }
    List<String> merged = List.of(sources.getFirst(), sources.getLast());
    Named.OfBlock block = uploadBlock();
    submit(
        block,
        base ->
            base.blocks().keySet().containsAll(merged)
                ? Optional.of(added(base.withoutBlocks(merged, node.wall().millis()), block))
                : Optional.empty());
  }

  private Manifest added(Manifest base, Named.OfBlock block) {
    return base.withBlock(ManifestTesting.block(base, block.tenant(), block.ulid(), log.epoch()));
  }

  private void readPinned() throws IOException {
    try (Pin pin = committer.pin()) {
      simulation.sleep(Pauses.of(random));
      ManifestVersion version = pin.version();
      for (int i = 0; i < ATTEMPTS; i++) {
        try {
          Recovered.readAll(version, store);
          return;
        } catch (NoSuchObjectException e) {
          if (model.isNewest(log.epoch())) {
            throw new AssertionError("epoch " + log.epoch() + " misses what it has pinned", e);
          }
          return;
        } catch (IOException _) {
          // A fault of this store: again.
        }
      }
    }
  }

  /** The reservation is held since the upload began. */
  private void submit(Named named, ManifestEdit edit) {
    committer
        .submit(random.nextBoolean() ? edit.retrying() : edit)
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                model.fail(new AssertionError("edit", failure));
              }
              over |= result instanceof EditResult.Fenced;
              model.count(result);
              reservations.remove(named).close();
            });
  }

  private StoredObject upload(ShardKeys.Kind kind, byte[] content) throws IOException {
    for (int i = 0; ; i++) {
      String key = key(kind);
      Named.OfKey named = new Named.OfKey(key);
      InFlight.Reservation reservation = inFlight.reserve(named);
      try {
        store.put(key, new ObjectBody.Bytes(content));
        reservations.put(named, reservation);
        return new StoredObject(key, content.length, Crc32c.of(content));
      } catch (IOException e) {
        reservation.close();
        if (i == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Named.OfBlock uploadBlock() throws IOException {
    for (int i = 0; ; i++) {
      String ulid =
          ManifestTesting.ulid(Math.max(0, node.wall().millis()), keys.shard(), random.nextLong());
      Named.OfBlock block = new Named.OfBlock(TENANT, ulid);
      InFlight.Reservation reservation = inFlight.reserve(block);
      try {
        for (String object : BLOCK_OBJECTS.reversed()) {
          store.put(TENANT + "/" + ulid + "/" + object, new ObjectBody.Bytes(new byte[2]));
        }
        reservations.put(block, reservation);
        return block;
      } catch (IOException e) {
        reservation.close();
        if (i == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private String key(ShardKeys.Kind kind) {
    return keys.object(kind, log.epoch(), ordinal++, random.nextLong());
  }

  private interface Blocking {
    void run() throws IOException;
  }

  private void quietly(Blocking action) {
    try {
      action.run();
    } catch (IOException _) {
      // The next one will do it.
    }
  }
}
