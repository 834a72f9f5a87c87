package io.lamplighter.store;

import io.lamplighter.api.House;
import java.time.ZoneId;

/** A house in Zhejiang, in production until a test says otherwise. */
public final class TestHouse implements House {
  private volatile Context context = Context.PRODUCTION;

  /** From now on it is in that context. */
  public TestHouse in(Context context) {
    this.context = context;
    return this;
  }

  @Override
  public ZoneId zone() {
    return ZoneId.of("Asia/Shanghai");
  }

  @Override
  public String region() {
    return "33";
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  @Override
  public String node() {
    return "test";
  }
}
