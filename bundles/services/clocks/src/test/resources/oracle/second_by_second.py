"""Works cases.csv out a third way, second by second, knowing neither the engine nor SlowClock.

python3 second_by_second.py cases.csv      prints each row that is something else than it says
"""
import csv
import sys
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HERE = Path(__file__).parent
COLUMNS = "start,amount,unit,zone,calendar,pauses,expected,firm,days,why".split(",")
FIRM_TO = date(2026, 12, 25)
NINE_TO_FIVE = [("09:00", "17:00")]
CHINESE = [("08:30", "12:00"), ("13:30", "17:30")]
WORKTIME = {"CN": CHINESE, "CN-1730": CHINESE, "24x7": [("00:00", "24:00")],
            "MF": NINE_TO_FIVE, "MF-0818": [("08:00", "18:00")]}
OFFICIAL = {day: what for day, what, _ in csv.reader(
    line for line in (HERE / "calendar-CN.csv").open(encoding="utf-8") if line[0].isdigit())}


class Refused(Exception):
    pass


def rows(path):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and line != ",".join(COLUMNS):
            yield dict(zip(COLUMNS, line.split(",", len(COLUMNS) - 1)))


def instant(text):
    """24:00 is 00:00 of the next day."""
    late = "T24:00" in text
    at = datetime.fromisoformat(text.replace("T24:00", "T00:00"))
    if at.tzinfo is None:
        raise Refused("clocks.start-without-offset")
    return (at + timedelta(days=1 if late else 0)).astimezone(timezone.utc)


class Question:
    def __init__(self, row):
        self.start = instant(row["start"])
        self.amount = int(row["amount"])
        self.unit = row["unit"]
        try:
            self.zone = ZoneInfo(row["zone"])
        except ZoneInfoNotFoundError:
            raise Refused("clocks.zone-unknown")
        self.calendar = row["calendar"]
        if self.calendar not in WORKTIME:
            raise Refused("clocks.calendar-unknown")
        if self.amount == 0 or (self.amount < 0 and self.unit in ("workdays", "worktime-hours")):
            raise Refused("clocks.amount")
        self.pauses, self.open = [], None
        for pause in [] if row["pauses"] == "-" else row["pauses"].split(" "):
            begin, end = pause.split("/")
            if end == "..":
                self.open = min(self.open or instant(begin), instant(begin))
            elif instant(end) < instant(begin):
                raise Refused("clocks.pause-reversed")
            else:
                self.pauses.append((instant(begin), instant(end)))
        self.days = []
        self.last = None

    def works(self, day):
        if self.calendar == "24x7":
            return True
        if self.calendar.startswith("CN"):
            if day.year not in (2025, 2026):
                raise Refused("clocks.calendar-year-missing %d" % day.year)
            self.last = max(self.last or day, day)
            if str(day) in OFFICIAL:
                return OFFICIAL[str(day)] == "work"
        return day.weekday() < 5

    def ends(self, day):
        if self.calendar == "CN-1730":
            return datetime.combine(day, time(17, 30), self.zone).astimezone(timezone.utc)
        midnight = datetime.combine(day + timedelta(days=1), time(0), self.zone)
        return midnight.astimezone(timezone.utc)

    def still(self, a, b):
        """Whether it stands still from a to b."""
        return any(begin <= a and b <= end for begin, end in self.pauses)

    def for_good(self, at):
        return self.open is not None and self.open <= at

    def due(self):
        if self.unit == "calendar-days" and self.amount < 0:
            wall = self.start.astimezone(self.zone).replace(tzinfo=None)
            return (wall + timedelta(days=self.amount)).replace(tzinfo=self.zone).astimezone(timezone.utc)
        if self.unit in ("workdays", "calendar-days"):
            return self.by_days()
        return self.by_seconds()

    def by_days(self):
        second = timedelta(seconds=1)
        day = self.start.astimezone(self.zone).date()
        while True:
            day += timedelta(days=1)
            end = self.ends(day)
            if self.for_good(end - second):
                return None
            if self.still(end - second, end):
                continue
            if len(self.days) < self.amount and (self.unit == "calendar-days" or self.works(day)):
                self.days.append(day)
            if len(self.days) == self.amount and self.works(day):
                return end

    def by_seconds(self):
        left = abs(self.amount) * (60 if self.unit == "minutes" else 3600)
        if self.amount < 0:
            return self.start - timedelta(seconds=left)
        known = [self.start] + [at for pause in self.pauses for at in pause] + ([self.open] if self.open else [])
        size = 60 if all(at.second == 0 for at in known) else 1
        step, now = timedelta(seconds=size), self.start
        while left > 0:
            if self.for_good(now):
                return None
            if not self.still(now, now + step) and self.working(now):
                left -= size
            now += step
        return now

    def working(self, now):
        if self.unit != "worktime-hours":
            return True
        local = now.astimezone(self.zone)
        at = local.strftime("%H:%M")
        return self.works(local.date()) and any(a <= at < b for a, b in WORKTIME[self.calendar])


def judge(row):
    """What is expected, whether it is firm, and the days that count."""
    try:
        question = Question(row)
        due = question.due()
    except Refused as refused:
        return str(refused), "-", "-"
    days = " ".join(map(str, question.days)) if due and question.amount <= 12 else ""
    firm = question.last is None or question.last <= FIRM_TO
    if due is None:
        return "paused", "-", "-"
    local = due.astimezone(question.zone)
    return local.isoformat(), "yes" if firm else "no", days or "-"


if __name__ == "__main__":
    wrong = [(row, found) for row in rows(sys.argv[1])
             if (found := judge(row)) != (row["expected"], row["firm"], row["days"])]
    for row, found in wrong:
        print(row, "is", found)
    sys.exit(1 if wrong else 0)
