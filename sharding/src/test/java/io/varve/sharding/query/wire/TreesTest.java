package io.varve.sharding.query.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.varve.model.DecodeException;
import io.varve.promql.ast.PosRange;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.PlanNodes;
import io.varve.promql.value.Annotation;
import io.varve.promql.value.Remarks;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TreesTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final Trees trees = new Trees();

  private static List<Fragment> all() {
    List<Fragment> all = new ArrayList<>();
    Fragments.QUERIES.forEach(q -> all.addAll(Fragments.of(q)));
    return all;
  }

  @Test
  void readsWhatItHasWritten() {
    for (Fragment f : all()) {
      assertThat(trees.read(trees.write(f), Fragment.class)).isEqualTo(f);
    }
  }

  /** Else a new kind of node would be found out by its first user. */
  @Test
  void meetsEveryKindOfNodeThatCanBeInAFragment() {
    Set<Class<?>> met = new HashSet<>();
    all().forEach(f -> collect(f.root(), met));
    Set<Class<?>> expected = new HashSet<>(List.of(PlanNode.class.getPermittedSubclasses()));
    expected.removeAll(
        List.of(PlanNode.Gather.class, PlanNode.Absent.class, PlanNode.InfoCall.class));
    assertThat(met).isEqualTo(expected);
  }

  private static void collect(PlanNode node, Set<Class<?>> into) {
    into.add(node.getClass());
    PlanNodes.children(node).forEach(c -> collect(c, into));
  }

  @Test
  void readsStringsThatHaveNoUtf8() {
    List<String> texts = List.of("", "aä€😀", "\udcff", "a\ud800ä\udc00\ud800", "\0");
    List<?> read = trees.read(trees.write(texts), List.class);
    assertThat(read).isEqualTo(texts);
  }

  @Test
  void readsAnnotations() {
    List<Annotation> annotations =
        List.of(
            Remarks.possibleNonCounter("x", new PosRange(1, 2)),
            Remarks.invalidQuantile(Double.NaN, new PosRange(3, 4)),
            Remarks.forcedMonotonicity("y", new PosRange(5, 6), 7, 8, 9, 10));
    List<?> read = trees.read(trees.write(annotations), List.class);
    assertThat(read).isEqualTo(annotations);
  }

  @Test
  void readsTheDeepestTreeThatTheParserLetsThrough() {
    Fragment deep = Fragments.instant("abs(".repeat(240) + "x" + ")".repeat(240));
    byte[] bytes = trees.write(deep);
    assertThat(trees.write(trees.read(bytes, Fragment.class))).isEqualTo(bytes);
  }

  private record Before(int kept, String text, boolean removed) {}

  private record After(String text, int kept, double added, List<String> list) {}

  @Test
  void readsRecordsThatHadOtherComponents() {
    Kryo writer = kryo(Before.class);
    Output output = new Output(64, -1);
    writer.writeClassAndObject(
        output, List.of(new Before(7, "a", true), new Before(8, "b", false)));
    Object read = kryo(After.class).readClassAndObject(new Input(output.toBytes()));
    assertThat(read)
        .isEqualTo(List.of(new After("a", 7, 0, List.of()), new After("b", 8, 0, List.of())));
  }

  private static <T extends Record> Kryo kryo(Class<T> type) {
    Kryo kryo = Trees.kryo();
    kryo.register(type, new RecordSerializer<>(type), 1000);
    return kryo;
  }

  @Test
  void refusesClassesThatAreNotRegistered() {
    assertThatThrownBy(() -> trees.write(new BitSet())).hasMessageContaining("not registered");
  }

  @Test
  void refusesOtherTreesThanAreDue() {
    byte[] list = trees.write(List.of("x"));
    assertThatThrownBy(() -> trees.read(list, Fragment.class)).isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseWhateverTheBytes() {
    byte[] whole = trees.write(Fragments.instant("topk(2, x{a='1'} * 2) by (a)"));
    for (int i = 0; i < Scale.of(2000, 100_000); i++) {
      byte[] bytes = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        trees.read(bytes, Fragment.class);
      } catch (DecodeException _) {
        // The only exception declared.
      }
    }
  }
}
