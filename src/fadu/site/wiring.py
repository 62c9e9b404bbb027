"""Who hears of what: event -> handlers, on one page. `()` marks a fact that gives no other office a duty."""

from __future__ import annotations

from collections.abc import Sequence

from fadu.apps.cases.handlers import on_problem_handed_over
from fadu.apps.record.dispatcher import Handler
from fadu.events.accounts import (
    AccountClosed,
    AccountOpened,
    LedgerExported,
    PasswordChanged,
    PasswordReset,
    RolesGranted,
    SignedIn,
    SignInRefused,
)
from fadu.events.archive import FileBound, PackageHandedOut
from fadu.events.backup import DrillRun
from fadu.events.base import Event
from fadu.events.cases import LocalRuleDeclared, MatterListExported, MatterOpened, MatterTakenOver, StepTaken, WorkDone
from fadu.events.documents import CopyKept, DocumentIssued, DocumentVoided, FormAdopted, FormWithdrawn, NumberVoided
from fadu.events.cases_decisions import DamageClueFound, DecisionChanged, DecisionServed
from fadu.events.evidence import ClipIndexed, EvidenceHandedOut, EvidenceTaken, EvidenceWithdrawn
from fadu.events.filereview import FileReviewed, ReviewSampleDrawn
from fadu.events.inspections import (
    DrawMade,
    FrameFrozen,
    FramePublished,
    PlanMade,
    PlanPublished,
    RecusalLifted,
    RecusalStated,
    SeedGiven,
)
from fadu.events.learning import (
    DemandLifted,
    DemandSet,
    ExamBegun,
    ExamCancelled,
    ExamClosed,
    ExamHandedIn,
    ExamSet,
    QuestionRetired,
    QuestionsTaken,
    ResultsTaken,
    ResultsTakenBack,
)
from fadu.events.ledger import CheckpointSigned, ClockWentBack, ReceiptIssued, RecordExported, SigningKeyMade
from fadu.events.quality import AirDaysRecorded, AirDaysTakenBack
from fadu.events.registers import RegisterDeclared
from fadu.events.reports import (
    AnswerAsked,
    AskClosed,
    FigureSealed,
    FindingAccepted,
    FindingReopened,
    ReportBegun,
    ReportDropped,
    ReportPublished,
    ReportReturned,
    ReportReviewed,
    ReportSigned,
)
from fadu.events.rows import ImportUndone, RowChanged, RowRecorded, RowTakenBack, WorkbookImported
from fadu.events.sending import BatchSent, FieldsCompleted, PlatformCompared
from fadu.events.vault import ErasureAsked, SecretsKept, SecretsUnmasked, UnmaskApproved, UnmaskAsked, ValuesErased
from fadu.events.visits import (
    CampaignDeclared,
    ProblemHandedOver,
    ProblemRechecked,
    ResultPublished,
    VisitCalledBack,
    VisitConcluded,
    VisitEntryMade,
    VisitOpened,
    VisitRated,
    VisitTakenOut,
)

WIRING: dict[type[Event], Sequence[Handler]] = {
    MatterListExported: (),
    MatterOpened: (),
    MatterTakenOver: (),
    StepTaken: (),
    WorkDone: (),
    DecisionServed: (),
    DecisionChanged: (),
    DamageClueFound: (),
    LocalRuleDeclared: (),
    FileReviewed: (),
    ReviewSampleDrawn: (),
    FileBound: (),
    PackageHandedOut: (),
    FieldsCompleted: (),
    BatchSent: (),
    PlatformCompared: (),
    DocumentIssued: (),
    DocumentVoided: (),
    NumberVoided: (),
    CopyKept: (),
    FormAdopted: (),
    FormWithdrawn: (),
    RowRecorded: (),
    RowChanged: (),
    RowTakenBack: (),
    WorkbookImported: (),
    ImportUndone: (),
    LedgerExported: (),
    RegisterDeclared: (),
    AirDaysRecorded: (),
    AirDaysTakenBack: (),
    QuestionsTaken: (),
    QuestionRetired: (),
    ExamSet: (),
    ExamCancelled: (),
    ExamBegun: (),
    ExamHandedIn: (),
    ExamClosed: (),
    DemandSet: (),
    DemandLifted: (),
    ResultsTaken: (),
    ResultsTakenBack: (),
    ClockWentBack: (),
    SigningKeyMade: (),
    CheckpointSigned: (),
    ReceiptIssued: (),
    RecordExported: (),
    EvidenceTaken: (),
    EvidenceHandedOut: (),
    EvidenceWithdrawn: (),
    ClipIndexed: (),
    SecretsKept: (),
    UnmaskAsked: (),
    UnmaskApproved: (),
    SecretsUnmasked: (),
    ErasureAsked: (),
    ValuesErased: (),
    PlanMade: (),
    PlanPublished: (),
    FrameFrozen: (),
    FramePublished: (),
    SeedGiven: (),
    DrawMade: (),
    RecusalStated: (),
    RecusalLifted: (),
    CampaignDeclared: (),
    VisitOpened: (),
    VisitTakenOut: (),
    VisitCalledBack: (),
    VisitEntryMade: (),
    VisitConcluded: (),
    ProblemRechecked: (),
    ProblemHandedOver: (on_problem_handed_over,),
    ResultPublished: (),
    VisitRated: (),
    FindingAccepted: (),
    FindingReopened: (),
    FigureSealed: (),
    ReportBegun: (),
    ReportReviewed: (),
    ReportReturned: (),
    ReportSigned: (),
    ReportDropped: (),
    ReportPublished: (),
    AnswerAsked: (),
    AskClosed: (),
    DrillRun: (),
    AccountOpened: (),
    AccountClosed: (),
    RolesGranted: (),
    PasswordReset: (),
    PasswordChanged: (),
    SignedIn: (),
    SignInRefused: (),
}
