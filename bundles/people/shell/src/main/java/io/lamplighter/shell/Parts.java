package io.lamplighter.shell;

import io.lamplighter.api.Text;

/** The parts that commands call, as people know them. */
final class Parts {
  static final Text DESK = new Text("The desk", "受理台");
  static final Text JOURNAL = new Text("The journal", "日志");
  static final Text PLANNER = new Text("The planner", "路线规划");
  static final Text ROUTES = new Text("The routes' bundle", "路由服务");
  static final Text SECURITY = new Text("Security", "安全服务");

  private Parts() {}
}
