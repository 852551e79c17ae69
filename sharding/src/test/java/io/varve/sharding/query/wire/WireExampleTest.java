package io.varve.sharding.query.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FrameSource;
import io.varve.promql.plan.EvalSettings;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.StepGrid;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes on the wire are those that other nodes, of this version and the next, expect. */
class WireExampleTest {
  private final KryoFragmentCodec codec = new KryoFragmentCodec();

  /** The example of the package's documentation. */
  @Test
  void writesTheAnswerOfTheDocumentation() {
    Column first = new Column(3);
    first.set(1, 1.5);
    Column second = new Column(3);
    second.fill(2);
    List<Labels> labels =
        List.of(Labels.of("__name__", "x", "a", "1"), Labels.of("__name__", "x", "a", "2"));
    BitSet dropName = new BitSet();
    dropName.set(1);
    SeriesHeaders headers = new SeriesHeaders(labels, dropName);
    FrameSource frames =
        codec.encode(Answer.columns(3, headers, List.of(first, second), new Annotations()));
    assertBytes(
        frames,
        """
        00000000 01
        03 05000000  03000000 00
        04 19000000
           00 00 02 08 5f5f6e616d655f5f 01 78
                    01 61 01 31
           01 01 01 01 61 01 32
        05 04000000  02000000
        06 11000000
           00 0200000000000000
           000000000000f83f
        06 19000000
           01
           0000000000000040 0000000000000040 0000000000000040
        09 02000000  0d 00
        00 08000000  0600000000000000
        """);
  }

  @Test
  void writesARequest() {
    PlanNode root =
        new PlanNode.Unary(
            UnaryOp.MINUS, new PlanNode.Sent(0, new PosRange(1, 2)), new PosRange(0, 2));
    Fragment fragment = new Fragment(root, new StepGrid(1000, 500, 2), EvalSettings.DEFAULT);
    FrameSource frames =
        codec.encode(new FragmentRequest(fragment, List.of(new double[] {1.5, 2})));
    assertBytes(
        frames,
        """
        00000000 01
        01 b6000000
           20 03 04 726f6f74 04 67726964 08 73657474696e6773
              45 2f 03 02 6f70 04 65787072 05 72616e6765
                 07 12 05 4d494e5553
                 24 35 02 05 696e707574 05 72616e6765
                    02 02 00
                    12 23 02 05 7374617274 03 656e64 02 02 02 02 02 04
                 07 23 02 02 00 02 02 04
              1e 21 03 05 7374617274 04 73746570 05 636f756e74
                 03 09 d00f 03 09 e807 02 02 04
              3b 22 03 0a 6c6f6f6b6261636b4d73 12 64656c617965644e616d6552656d6f76616c
                    0f 737461727454696d657374616d7073
                 04 09 c0cf24 02 05 00 02 05 00
        02 10000000  000000000000f83f 0000000000000040
        00 08000000  0200000000000000
        """);
  }

  private static void assertBytes(FrameSource frames, String hex) {
    assertThat(HexFormat.of().formatHex(frames.next())).isEqualTo(hex.replaceAll("\\s", ""));
    assertThat(frames.next()).isNull();
  }
}
