-- Of the last point that something was said at: when the clock is reckoned anew, it is not said again.
alter table clock add said_to timestamptz;
