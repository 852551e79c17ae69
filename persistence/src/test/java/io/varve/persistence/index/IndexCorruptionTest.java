package io.varve.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import io.varve.model.Varint;
import io.varve.persistence.testing.ByteArraySource;
import io.varve.persistence.testing.RandomLabels;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IndexCorruptionTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir Path directory;

  private byte[] bytes = new byte[0];

  @BeforeEach
  void writeIndex() throws IOException {
    bytes =
        IndexFixture.write(directory, IndexFixture.random(random, RandomLabels.sorted(random, 4)));
  }

  @Test
  void everyFlippedBitIsFoundOrLiesInPadding() {
    String whole = IndexFixture.dump(bytes);
    int unnoticed = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit >>> 3] ^= (byte) (1 << (bit & 7));
      try {
        assertThat(IndexFixture.dump(flipped)).isEqualTo(whole);
        assertThat(bytes[bit >>> 3]).as("only padding may go unnoticed").isZero();
        unnoticed++;
      } catch (CorruptionException | FormatVersionException e) {
        assertThat(e).hasMessageContaining("index");
      }
    }
    assertThat(unnoticed).isLessThan(8 * 8 * IndexFormat.SERIES_ALIGNMENT);
  }

  @Test
  void everyTruncationIsFound() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> IndexFixture.dump(cut)).isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void anotherVersionIsNotCorruption() {
    bytes[4] = 1;
    assertThatThrownBy(() -> IndexFixture.open(bytes))
        .isInstanceOfSatisfying(
            FormatVersionException.class, e -> assertThat(e.isTooOld()).isTrue());
  }

  @Test
  void aSeriesOfNoiseWithARightChecksumIsCorrupt() {
    ByteArraySource symbols = new ByteArraySource("index", bytes);
    SymbolTable table = SymbolTable.open(symbols, IndexFormat.HEADER_BYTES);
    for (int round = 0; round < Scale.of(20_000, 1_000_000); round++) {
      byte[] noise = random.bytes(random.nextInt(40));
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextBoolean() ? (byte) random.nextInt(6) : noise[i];
      }
      byte[] entry = new byte[64];
      int at = Varint.putUvarint(entry, 16, noise.length);
      System.arraycopy(noise, 0, entry, at, noise.length);
      ByteBuffer.wrap(entry).putInt(at + noise.length, Crc32c.of(noise));
      SeriesReader reader = new SeriesReader(new ByteArraySource("noise", entry), table);
      try {
        assertThat(reader.read(1).labels().size()).isLessThan(20);
      } catch (CorruptionException e) {
        assertThat(List.of("noise", "index")).contains(e.file());
      }
    }
  }

  @Test
  void postingsOfNoiseWithARightChecksumAreCorruptOrSorted() {
    for (int round = 0; round < 5000; round++) {
      byte[] list = random.bytes(4 * random.nextInt(4) + (random.nextInt(8) == 0 ? 1 : 0));
      if (list.length >= 4 && random.nextBoolean()) {
        ByteBuffer.wrap(list).putInt(0, list.length / 4 - 1);
      }
      ByteBuffer section = ByteBuffer.allocate(list.length + 8);
      section.putInt(list.length).put(list).putInt(Crc32c.of(list));
      try {
        int[] refs =
            new PostingsReader(new ByteArraySource("noise", section.array())).read(0).toArray();
        assertThat(refs).isSorted().doesNotHaveDuplicates();
      } catch (CorruptionException e) {
        assertThat(e.file()).isEqualTo("noise");
      }
    }
  }
}
