package io.lamplighter.itests;

import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.journal.Entry;
import java.util.Set;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A company's own index, in a bundle of its own: by its edition everything counts, or nothing. */
public final class MadeUpIndex implements Index, BundleActivator {
  /** Of its bundle's manifest. */
  static final String EDITION = "Made-Up-Edition";

  private int edition;

  @Override
  public void start(BundleContext context) {
    edition = Integer.parseInt(context.getBundle().getHeaders().get(EDITION));
    context.registerService(Index.class, this, null);
  }

  @Override
  public void stop(BundleContext context) {
    // Its service goes with it.
  }

  @Override
  public String code() {
    return "made-up";
  }

  @Override
  public int edition() {
    return edition;
  }

  @Override
  public Text name() {
    return new Text("Made up", "自编");
  }

  @Override
  public Text formula() {
    return new Text("Nothing of all, or all of it.", "全部或全不。");
  }

  @Override
  public Measure measure() {
    return Measure.SHARE;
  }

  @Override
  public boolean moreIsBetter() {
    return true;
  }

  @Override
  public Set<String> types() {
    return Set.of("request.received");
  }

  @Override
  public void read(Entry entry, Cases cases) {
    double value = edition - 1;
    cases.put(
        new Case(
            entry.subject(),
            entry.subject(),
            entry.region(),
            null,
            entry.time(),
            null,
            null,
            value));
  }
}
