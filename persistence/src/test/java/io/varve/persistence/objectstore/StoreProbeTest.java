package io.varve.persistence.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.fs.RealDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProbeTest {
  @TempDir Path directory;

  private ObjectStore store;

  @BeforeEach
  void openStore() throws IOException {
    store = new FileObjectStore(new RealDisk(), directory);
  }

  @Test
  void aSoundStorePassesAndNothingIsLeft() throws IOException {
    StoreProbe.run(store, "a");
    StoreProbe.run(store, "a");
    assertThat(store.list("", "", 10).entries()).isEmpty();
  }

  @Test
  void aStoreThatForgetsTheConditionIsRefused() throws IOException {
    ObjectStore careless =
        new DelegatingStore(store) {
          @Override
          public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
            put(key, new ObjectBody.Bytes(body));
            return PutOutcome.CREATED;
          }
        };
    assertThatThrownBy(() -> StoreProbe.run(careless, "a"))
        .isInstanceOf(UnfitStoreException.class)
        .hasMessageContaining("If-None-Match is not kept");
    assertThat(store.list("", "", 10).entries()).isEmpty();
  }

  @Test
  void aStoreThatReplacesAndSaysOtherwiseIsRefused() throws IOException {
    ObjectStore lying =
        new DelegatingStore(store) {
          @Override
          public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
            PutOutcome outcome = super.putIfAbsent(key, body);
            put(key, new ObjectBody.Bytes(body));
            return outcome;
          }
        };
    assertThatThrownBy(() -> StoreProbe.run(lying, "a"))
        .isInstanceOf(UnfitStoreException.class)
        .hasMessageContaining("give back what was put");
  }

  @Test
  void aStoreWhoseListingsLagIsRefused() {
    ObjectStore lagging =
        new DelegatingStore(store) {
          @Override
          public Listing list(String prefix, String startAfter, int limit) {
            return new Listing(List.of(), false);
          }
        };
    assertThatThrownBy(() -> StoreProbe.run(lagging, "a"))
        .isInstanceOf(UnfitStoreException.class)
        .hasMessageContaining("does not list");
  }
}
