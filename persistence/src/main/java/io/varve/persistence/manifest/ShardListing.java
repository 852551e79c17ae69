package io.varve.persistence.manifest;

import io.varve.model.TenantId;
import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds in the store what belongs to one shard. Blocks; thread-safe. */
final class ShardListing {
  private static final int PAGE = 1000;
  private static final String TENANTS = "varve/tenants/";
  private static final String TENANT_FILE = ".json";

  private final ObjectStore store;
  private final ShardKeys keys;

  ShardListing(ObjectStore store, ShardKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** The objects of the shard that were written by owners up to an epoch. */
  List<Named> objects(long epoch) throws IOException {
    List<Named> found = new ArrayList<>();
    for (ShardKeys.Kind kind : ShardKeys.Kind.values()) {
      list(
          keys.objectPrefix(kind),
          key -> {
            OptionalLong of = keys.objectEpoch(key);
            if (of.isPresent() && of.getAsLong() <= epoch) {
              found.add(new Named.OfKey(key));
            }
          });
    }
    return found;
  }

  /**
   * The blocks of the shard.
   *
   * @param known tenants to look at besides those that the store knows
   */
  List<Named> blocks(Set<TenantId> known) throws IOException {
    Set<TenantId> tenants = new TreeSet<>(known);
    list(
        TENANTS,
        key -> {
          String name = key.substring(TENANTS.length());
          if (name.endsWith(TENANT_FILE)) {
            tenants.add(new TenantId(name.substring(0, name.length() - TENANT_FILE.length())));
          }
        });
    Set<Named> found = new LinkedHashSet<>();
    for (TenantId tenant : tenants) {
      for (BlockPlace place : BlockPlace.values()) {
        String prefix = place.prefix(tenant);
        list(
            prefix,
            key -> {
              int slash = key.indexOf('/', prefix.length());
              String ulid = key.substring(prefix.length(), Math.max(slash, prefix.length()));
              if (BlockNames.isOfShard(ulid, keys.shard())) {
                found.add(new Named.OfBlock(tenant, ulid));
              }
            });
      }
    }
    return List.copyOf(found);
  }

  /** The keys of a block's objects, its meta.json first: without it the rest is no block. */
  List<String> objectsOf(Named.OfBlock block) throws IOException {
    List<String> found = new ArrayList<>();
    for (BlockPlace place : BlockPlace.values()) {
      list(place.prefix(block.tenant()) + block.ulid() + "/", found::add);
    }
    found.sort((a, b) -> Boolean.compare(b.endsWith("/meta.json"), a.endsWith("/meta.json")));
    return found;
  }

  private void list(String prefix, Consumer<String> consumer) throws IOException {
    String startAfter = "";
    while (true) {
      Listing page = store.list(prefix, startAfter, PAGE);
      for (Listing.Entry entry : page.entries()) {
        consumer.accept(entry.key());
        startAfter = entry.key();
      }
      if (!page.truncated()) {
        return;
      }
    }
  }
}
