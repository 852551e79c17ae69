package io.varve.sharding.query.wire;

import io.varve.model.DecodeException;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FrameSource;
import io.varve.promql.plan.Fragment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as messages. */
final class RequestFrames {
  private RequestFrames() {}

  static FrameSource write(FragmentRequest request, Trees trees) {
    ElementWriter writer = new ElementWriter();
    writer.add(Tag.FRAGMENT, trees.write(request.fragment()));
    for (double[] input : request.inputs()) {
      writer.add(Tag.INPUT, Numbers.values(input));
    }
    writer.end();
    return new FrameSource() {
      @Override
      public byte @Nullable [] next() {
        return writer.take();
      }

      @Override
      public void close() {
        // There is nothing behind the messages.
      }
    };
  }

  static FragmentRequest read(FrameSource frames, Trees trees) {
    try (ElementReader reader = new ElementReader(frames)) {
      @Nullable Fragment fragment = null;
      List<double[]> inputs = new ArrayList<>();
      while (true) {
        ElementReader.Element element = reader.next();
        switch (element.tag()) {
          case FRAGMENT -> {
            byte[] bytes = new byte[element.body().remaining()];
            element.body().get(bytes);
            fragment = trees.read(bytes, Fragment.class);
          }
          case INPUT -> inputs.add(Numbers.values(element.body()));
          case END -> {
            if (fragment == null) {
              throw new DecodeException("a request without a fragment", 0);
            }
            return new FragmentRequest(fragment, inputs);
          }
          default -> throw new DecodeException("an element " + element.tag() + " is not due", 0);
        }
      }
    }
  }
}
