import Foundation

/// Codes and times as people read them. Times are seconds since 1970.
extension Words {
    /// `09:41`.
    public func time(_ at: Int64) -> String { style(.none, .short).string(from: date(at)) }

    /// `09:41:06`.
    public func exactTime(_ at: Int64) -> String { style(.none, .medium).string(from: date(at)) }

    /// `3 November 2026`.
    public func day(_ at: Int64) -> String { style(.long, .none).string(from: date(at)) }

    /// "Today", "Yesterday", or the date.
    public func day(_ at: Int64, now: Int64) -> String {
        let (day, today) = (calendar.startOfDay(for: date(at)), calendar.startOfDay(for: date(now)))
        if day == today { return self(.today) }
        let before = calendar.date(byAdding: .day, value: -1, to: today)
        return day == before ? self(.yesterday) : self.day(at)
    }

    /// "Today at 09:41:06".
    public func moment(_ at: Int64, now: Int64) -> String { self(.dayAt, day(at, now: now), exactTime(at)) }

    /// "1 min 52 s", "8 s".
    public func short(_ secs: Int64) -> String {
        secs < 60 ? self(.secsShort, Int(secs)) : self(.minsShort, Int(secs / 60), Int(secs % 60))
    }

    /// When it is `hour` o'clock next after `now`.
    public func next(hour: Int, after now: Int64) -> Int64 {
        let wished = DateComponents(hour: hour, minute: 0, second: 0)
        let next = calendar.nextDate(after: date(now), matching: wished, matchingPolicy: .nextTime)
        return next.map { Int64($0.timeIntervalSince1970) } ?? now
    }

    /// "Firefox on Linux".
    public func browser(of request: Request) -> String {
        switch (request.browser, request.system) {
        case (let browser?, let system?): self(.browserOn, browser, system)
        case (let known?, nil), (nil, let known?): known
        case (nil, nil): self(.browserUnknown)
        }
    }

    /// The place of an address, where it is known.
    public func place(_ place: String?) -> String { place ?? self(.placeUnknown) }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func date(_ at: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(at)) }

    private func style(_ date: DateFormatter.Style, _ time: DateFormatter.Style) -> DateFormatter {
        let style = DateFormatter()
        (style.locale, style.timeZone) = (locale, zone)
        (style.dateStyle, style.timeStyle) = (date, time)
        return style
    }
}

/// Six digits as three and three, eight as four and four; letters as they are.
public func grouped(_ code: String) -> String {
    guard (6...8).contains(code.count) else { return code }
    let half = code.count / 2
    return "\(code.prefix(half))\u{2009}\(code.dropFirst(half))"
}

/// Digit by digit, for who listens.
public func spoken(_ code: String) -> String { code.map(String.init).joined(separator: " ") }
