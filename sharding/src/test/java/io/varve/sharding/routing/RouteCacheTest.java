package io.varve.sharding.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RouteCacheTest {
  private static final int ENTRIES = 100_000;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void packsShardReferenceAndEpoch() {
    for (int i = 0; i < 1000; i++) {
      int shard = random.nextInt(1 << 16);
      int ref = 1 + random.nextInt(Integer.MAX_VALUE - 1);
      long epoch = random.nextLong(1, 1L << 40);
      long route = Route.of(shard, ref, epoch);
      assertThat(route).isNotEqualTo(RouteCache.UNKNOWN);
      assertThat(Route.shard(route)).isEqualTo(shard);
      assertThat(Route.ref(route)).isEqualTo(ref);
      assertThat(Route.isOf(route, epoch)).isTrue();
      assertThat(Route.isOf(route, epoch + 1)).isFalse();
    }
  }

  @Test
  void remembersNearlyAllThatFitAndNothingElse() {
    RouteCache cache = new RouteCache(2 * ENTRIES);
    long[] keys = random.longs(2L * ENTRIES).toArray();
    for (int i = 0; i < ENTRIES; i++) {
      cache.put(keys[2 * i], keys[2 * i + 1], i + 1);
    }
    int known = 0;
    for (int i = 0; i < ENTRIES; i++) {
      long route = cache.get(keys[2 * i], keys[2 * i + 1]);
      assertThat(route).isIn((long) i + 1, RouteCache.UNKNOWN);
      known += route == i + 1 ? 1 : 0;
      assertThat(cache.get(keys[2 * i], keys[2 * i + 1] + 1)).isEqualTo(RouteCache.UNKNOWN);
    }
    assertThat(known).isGreaterThan(ENTRIES * 99 / 100);
  }

  @Test
  void aNewRouteReplacesTheOldOne() {
    RouteCache cache = new RouteCache(1000);
    cache.put(1, 2, 3);
    cache.put(1, 2, 4);
    assertThat(cache.get(1, 2)).isEqualTo(4);
  }

  @Test
  void anEndlessStreamOfSeriesTakesBoundedRoom() {
    int most = 1 << 14;
    RouteCache cache = new RouteCache(most);
    long[] keys = random.longs(20L * most).toArray();
    for (int i = 0; i < keys.length; i += 2) {
      cache.put(keys[i], keys[i + 1], i + 1);
      assertThat(cache.get(keys[i], keys[i + 1])).as("the newest is there").isEqualTo(i + 1);
    }
    int known = 0;
    for (int i = 0; i < keys.length; i += 2) {
      known += cache.get(keys[i], keys[i + 1]) == RouteCache.UNKNOWN ? 0 : 1;
    }
    assertThat(known).isBetween(most / 2, most);
  }

  /** A route is told by its key here, so that a torn or misplaced one shows. */
  @Test
  void readersSeeWholeRoutesWhileWritersGrowIt() throws InterruptedException, ExecutionException {
    RouteCache cache = new RouteCache(4 * ENTRIES);
    List<Future<?>> tasks = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        boolean writes = i < 2;
        Random mine = random.fork();
        tasks.add(threads.submit(() -> use(cache, mine, writes)));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    }
  }

  private static void use(RouteCache cache, Random random, boolean writes) {
    for (int k = 0; k < 4 * ENTRIES; k++) {
      long id = 1 + random.nextLong(ENTRIES);
      long hi = id * 0x9E3779B97F4A7C15L;
      long lo = id * 0xC2B2AE3D27D4EB4FL;
      if (writes) {
        cache.put(hi, lo, id);
      } else {
        assertThat(cache.get(hi, lo)).isIn(id, RouteCache.UNKNOWN);
      }
    }
  }
}
