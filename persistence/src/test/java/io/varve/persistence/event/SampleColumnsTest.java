package io.varve.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SampleColumnsTest {
  @Test
  void tellsSeriesApartHoweverManySamplesTheyHave() {
    Random random = new Random(Seeds.derive("sample columns"));
    for (int round = 0; round < 500; round++) {
      boolean mostlyOne = random.nextBoolean();
      List<Integer> counts = new ArrayList<>();
      SampleColumns columns = new SampleColumns(random.nextInt(4), random.nextInt(4));
      for (int series = random.nextInt(20); series > 0; series--) {
        int count = mostlyOne && random.nextInt(10) > 0 ? 1 : random.nextInt(4);
        columns.addSeries(counts.size() + 1);
        for (int k = 0; k < count; k++) {
          columns.addSample(k, 0, counts.size());
        }
        counts.add(count);
      }
      assertHolds(columns, counts);
    }
  }

  private static void assertHolds(SampleColumns columns, List<Integer> counts) {
    assertThat(columns.seriesCount()).isEqualTo(counts.size());
    int sample = 0;
    for (int i = 0; i < counts.size(); i++) {
      assertThat(columns.ref(i)).isEqualTo(i + 1);
      assertThat(columns.start(i)).as("start of %d of %s", i, counts).isEqualTo(sample);
      sample += counts.get(i);
      assertThat(columns.end(i)).as("end of %d of %s", i, counts).isEqualTo(sample);
      for (int k = columns.start(i); k < columns.end(i); k++) {
        assertThat(columns.value(k)).isEqualTo(i);
      }
    }
    assertThat(columns.sampleCount()).isEqualTo(sample);
  }
}
