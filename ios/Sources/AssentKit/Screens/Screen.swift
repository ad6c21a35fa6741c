/// The screens that there are.
@MainActor
public enum Screen {
    case accounts(Model<AccountsRules>)
    case account(Model<AccountRules>)
    case add(Model<AddRules>)
    case damaged(Model<DamagedRules>)
    case export(Model<ExportRules>)
    case history(Model<HistoryRules>)
    case imports(Model<ImportRules>)
    case licences(Model<LicencesRules>)
    case link(Model<LinkRules>)
    case lock(Model<LockRules>)
    case moveIn(Model<MoveInRules>)
    case moveOut(Model<MoveOutRules>)
    case notify(Model<NotifyRules>)
    case repair(Model<RepairRules>)
    case request(Model<RequestRules>)
    case requests(Model<RequestsRules>)
    case scan(Model<ScanRules>)
    case settings(Model<SettingsRules>)
    case signIn(Model<SignInRules>)
    case type(Model<TypeRules>)
    case welcome(Model<WelcomeRules>)

    /// Which screen a place is.
    static func make(_ place: Place, _ parts: Parts) -> Screen {
        switch place {
        case .accounts: .accounts(AccountsWork.screen(parts))
        case .account(let id): .account(AccountWork.screen(parts, id))
        case .add: .add(AddWork.screen(parts))
        case .damaged: .damaged(DamagedWork.screen(parts))
        case .export: .export(ExportWork.screen(parts))
        case .imports(let codes): .imports(ImportWork.screen(parts, codes))
        case .history: .history(HistoryWork.screen(parts))
        case .licences: .licences(LicencesWork.screen())
        case .settings: .settings(SettingsWork.screen(parts))
        case .signIn: .signIn(SignInWork.screen(parts))
        case .type: .type(TypeWork.screen(parts))
        case .lock: .lock(LockWork.screen(parts))
        case .welcome: .welcome(WelcomeWork.screen(parts))
        case .requests: .requests(RequestsWork.screen(parts))
        case .request(let id): .request(RequestWork.screen(parts, id))
        case .link(let ticket): link(place, parts, FirstLink(parts.bridge) { await $0.link(ticket) })
        case .signedIn(let page, let callback): link(place, parts, FirstLink(parts.bridge) { await $0.finishSignIn(page, callback: callback) })
        case .repair(let account): .repair(RepairWork.screen(parts, account))
        case .repairByTicket(let account, let ticket): link(place, parts, Renewal(parts.bridge) { await $0.repair(account, ticket: ticket) })
        case .repairSignedIn(let account, let page, let callback):
            link(place, parts, Renewal(parts.bridge) { await $0.repair(account, page, callback: callback) })
        case .scan(let repairing): .scan(ScanWork.screen(parts, repairing: repairing))
        case .moveOut: .moveOut(MoveOutWork.screen(parts))
        case .moveIn(let text): .moveIn(MoveInWork.screen(parts, text))
        case .notify: .notify(NotifyWork.screen(parts))
        }
    }

    private static func link(_ place: Place, _ parts: Parts, _ linking: any Linking) -> Screen { .link(LinkWork.screen(parts, place, linking)) }

    var living: any Living {
        switch self {
        case .accounts(let model): model
        case .account(let model): model
        case .add(let model): model
        case .damaged(let model): model
        case .export(let model): model
        case .history(let model): model
        case .imports(let model): model
        case .licences(let model): model
        case .link(let model): model
        case .lock(let model): model
        case .moveIn(let model): model
        case .moveOut(let model): model
        case .notify(let model): model
        case .repair(let model): model
        case .request(let model): model
        case .requests(let model): model
        case .scan(let model): model
        case .settings(let model): model
        case .signIn(let model): model
        case .type(let model): model
        case .welcome(let model): model
        }
    }
}
