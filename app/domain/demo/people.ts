/** Whom the demo's letters go to; `.example` belongs to nobody. */
export const demoPeople = {
  administrator: { email: 'admin@retailer.example', name: 'Марат Есенов' },
  owner: { email: 'director@altyn-dala.example', name: 'Айгерим Сейтова' },
  cashier: { email: 'kassa@retailer.example', name: 'Дана Әбенова' },
} as const

/** Somebody who can sign in to the demo. */
export interface DemoAccount {
  role: keyof typeof demoPeople
  email: string
  password: string
}

/** Colleagues and clients who were invited and have not answered, or too late. */
export const demoInvitations = [
  { client: 0, email: 'dispatcher@altyn-dala.example', role: 'manager', sentDaysAgo: 3 },
  { client: 2, email: 'director@zhetisu-egin.example', role: 'owner', sentDaysAgo: 1 },
  { client: 3, email: 'buh@saryarka.example', role: 'owner', sentDaysAgo: 30 },
] as const

export const demoRequest = {
  companyName: 'ТОО «Қызыл Жар Тасымал»',
  contactName: 'Болат Нұрғалиев',
  email: 'bolat@kyzyl-zhar.example',
  phone: '+7 (715) 246-10-10',
  city: 'Петропавл',
  comment: '12 самосвалов, нужны карты на ДТ.',
} as const
