package io.varve.promql.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two stacks over the numbers of the samples themselves. */
class TwoStacksTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  /** Sums of squares, which no other window has. */
  private static final class Squares extends TwoStacks {
    private int additions;

    Squares() {
      super(1);
    }

    @Override
    void add(double[] states, int at, int sample) {
      additions++;
      states[at] += (double) sample * sample;
    }

    @Override
    void merge(double[] into, double[] later) {
      into[0] += later[0];
    }
  }

  @Test
  void holdsEachWindowAndTouchesASampleTwiceAtMost() {
    Squares squares = new Squares();
    for (int series = 0; series < 100; series++) {
      squares.begin();
      squares.additions = 0;
      int size = 1 + random.nextInt(1000);
      int pace = 2 + random.nextInt(50);
      int from = 0;
      int to = 1;
      while (to < size) {
        to = Math.min(size, to + random.nextInt(pace));
        from = Math.min(to - 1, from + random.nextInt(pace));
        squares.slide(from, to);
        double expected = IntStream.range(from, to).mapToDouble(i -> (double) i * i).sum();
        assertThat(squares.state[0]).as("%d to %d", from, to).isEqualTo(expected);
      }
      assertThat(squares.additions).isLessThanOrEqualTo(2 * size);
    }
  }
}
