package io.varve.persistence.index;

import io.varve.model.Labels;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.testing.ByteArraySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes indexes for tests and reads everything there is in one. */
final class IndexFixture {
  private IndexFixture() {}

  static byte[] write(Path directory, List<SeriesEntry> series) throws IOException {
    Path file = directory.resolve("index");
    Files.deleteIfExists(file);
    try (IndexWriter writer = IndexWriter.create(new RealDisk(), file)) {
      for (SeriesEntry entry : series) {
        writer.add(entry.labels(), entry.chunks());
      }
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  static IndexReader open(byte[] bytes) {
    return IndexReader.open(new ByteArraySource("index", bytes));
  }

  static ChunkMetas chunks(long... refMinMax) {
    ChunkMetas chunks = new ChunkMetas();
    for (int i = 0; i < refMinMax.length; i += 3) {
      chunks.add(refMinMax[i], refMinMax[i + 1], refMinMax[i + 2]);
    }
    return chunks;
  }

  static List<SeriesEntry> random(Random random, List<Labels> labels) {
    List<SeriesEntry> series = new ArrayList<>();
    long ref = 8;
    for (Labels set : labels) {
      ChunkMetas chunks = new ChunkMetas();
      long time = random.nextInt(1_000_000) - 500_000L;
      for (int n = random.nextInt(4); n > 0; n--) {
        long end = time + random.nextInt(7_200_000);
        chunks.add(ref, time, end);
        ref += 20 + random.nextInt(1000);
        time = end + 1 + random.nextInt(60_000);
      }
      series.add(new SeriesEntry(set, chunks));
    }
    return series;
  }

  /** All that an index says, as text. */
  static String dump(byte[] bytes) {
    IndexReader reader = open(bytes);
    StringBuilder text = new StringBuilder();
    for (String name : reader.labelNames()) {
      for (String value : reader.labelValues(name)) {
        text.append(name).append('=').append(value).append(reader.postings(name, value));
      }
    }
    SeriesReader series = reader.seriesReader();
    Postings all = reader.allPostings();
    for (int i = 0; i < all.size(); i++) {
      text.append(describe(series.read(all.get(i))));
    }
    return text.toString();
  }

  static String describe(SeriesEntry entry) {
    StringBuilder text = new StringBuilder(entry.labels().toString());
    ChunkMetas chunks = entry.chunks();
    for (int i = 0; i < chunks.size(); i++) {
      text.append(" %d[%d,%d]".formatted(chunks.ref(i), chunks.minTime(i), chunks.maxTime(i)));
    }
    return text.append('\n').toString();
  }
}
