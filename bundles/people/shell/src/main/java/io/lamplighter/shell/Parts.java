package io.lamplighter.shell;

import io.lamplighter.api.Text;

/** The parts that commands call, as people know them. */
final class Parts {
  static final Text ASSESSORS = new Text("The assessors' room", "第三方评价");
  static final Text CLOCKS = new Text("The clocks", "时限服务");
  static final Text DESK = new Text("The desk", "受理台");
  static final Text DISPATCH = new Text("Dispatch", "服务调度");
  static final Text FILES = new Text("Accountability", "责任追究");
  static final Text HOUSE = new Text("The house", "部署信息");
  static final Text INDICES = new Text("The indices", "指标服务");
  static final Text JOURNAL = new Text("The journal", "日志");
  static final Text ORGANISATION = new Text("The organisation", "组织机构");
  static final Text PLANNER = new Text("The planner", "路线规划");
  static final Text ROUTES = new Text("The routes' bundle", "路由服务");
  static final Text CLOCK = new Text("The clock", "时钟");
  static final Text SECURITY = new Text("Security", "安全服务");
  static final Text VISITS = new Text("The visits", "回访服务");

  private Parts() {}
}
