package io.varve.persistence.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShardKeysTest {
  private final ShardKeys keys = new ShardKeys(7);

  @Test
  void linksHaveTwentyDigits() {
    assertThat(keys.link(42)).isEqualTo("varve/shards/00007/chain/00000000000000000042");
    assertThat(keys.linkNumber(keys.link(42))).hasValue(42);
    assertThat(keys.linkNumber(keys.link(Long.MAX_VALUE))).hasValue(Long.MAX_VALUE);
    assertThat(keys.linkNumber(keys.chainPrefix() + "42")).isEmpty();
    assertThat(keys.linkNumber(keys.chainPrefix() + "99999999999999999999")).isEmpty();
    assertThat(keys.linkNumber(new ShardKeys(8).link(1))).isEmpty();
  }

  @Test
  void objectsNameTheirEpoch() {
    String key = keys.object(ShardKeys.Kind.CHECKPOINT, 12, 345, 0xABCL);
    assertThat(key).isEqualTo("varve/shards/00007/ckpt/12-345-0000000000000abc");
    assertThat(keys.objectEpoch(key)).hasValue(12);
    assertThat(keys.objectEpoch("varve/shards/00007/ckpt/x-1-2")).isEmpty();
    assertThat(keys.objectEpoch("varve/shards/00007/other/1-1-2")).isEmpty();
    assertThat(keys.objectEpoch("varve/shards/00008/ckpt/1-1-2")).isEmpty();
  }

  @Test
  void shardsHaveSixteenBits() {
    assertThatThrownBy(() -> new ShardKeys(65_536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ShardKeys(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
