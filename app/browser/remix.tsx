/**
 * What the pages use of @remix-run/react, in the browser: the same names, from the page's state. The router itself is
 * loaded when somebody means to leave the page (navigation.ts). The server and the tests use Remix's own.
 */
import {
  Component,
  createContext,
  type FormEvent,
  type FormHTMLAttributes,
  forwardRef,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react'
import { loadErrorPage } from './error-page.tsx'
import { navigate, onPageState, pageState, revalidate } from './navigation.ts'
import { moduleOf, type PageState, remixWindow } from './page-state.ts'
import { scrollTo } from './scroll.ts'

type Page = Pick<PageState, 'location' | 'matches' | 'loaderData' | 'actionData' | 'errors'>
type Activity = Pick<PageState, 'navigation' | 'revalidation'>

// Apart from each other, so that a press that leads away does not draw the page anew.
const PageContext = createContext<Page>(null as unknown as Page)
const ActivityContext = createContext<Activity>(null as unknown as Activity)
const RouteContext = createContext('root')
const FailureContext = createContext<unknown>(undefined)

export function RemixBrowser() {
  const [state, setState] = useState(pageState)
  useLayoutEffect(() => onPageState(setState), [])
  // For tests and for whoever looks: everything listens from here on.
  useEffect(() => {
    document.documentElement.dataset.alive = ''
  }, [])
  const { location, matches, loaderData, actionData, errors, navigation, revalidation } = state
  const page = useMemo(
    () => ({ location, matches, loaderData, actionData, errors }),
    [location, matches, loaderData, actionData, errors],
  )
  const activity = useMemo(() => ({ navigation, revalidation }), [navigation, revalidation])
  const { restoreScrollPosition, preventScrollReset } = state
  const [first] = useState(location)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect runs when one of these changes
  useLayoutEffect(() => {
    if (location !== first) scrollTo(state)
  }, [location, restoreScrollPosition, preventScrollReset])
  const failed = errors?.root !== undefined
  const content = useMemo(() => <Root failed={failed} />, [failed])
  return (
    <PageContext.Provider value={page}>
      <ActivityContext.Provider value={activity}>
        <Boundary location={location}>{content}</Boundary>
      </ActivityContext.Provider>
    </PageContext.Provider>
  )
}

function Root({ failed }: { failed: boolean }) {
  const { Layout, ErrorBoundary, default: App } = moduleOf('root')
  if (!Layout || !ErrorBoundary) throw new Error('The root has no Layout or no ErrorBoundary')
  return <Layout>{failed ? <ErrorBoundary /> : <App />}</Layout>
}

interface Caught {
  error?: unknown
  location: PageState['location']
}

/** What cannot be drawn is an error page until somebody goes elsewhere. */
class Boundary extends Component<{ location: PageState['location']; children: ReactNode }, Caught> {
  override state: Caught = { location: this.props.location }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('Nothing was thrown') }
  }

  static getDerivedStateFromProps({ location }: { location: PageState['location'] }, state: Caught) {
    return location === state.location ? null : { location, error: undefined }
  }

  override componentDidCatch(error: unknown) {
    reportError(error)
    void loadErrorPage().then(() => this.forceUpdate())
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <FailureContext.Provider value={error}>
        <Root failed />
      </FailureContext.Provider>
    )
  }
}

export function Outlet() {
  const { matches } = useContext(PageContext)
  const id = matches[1]?.route.id
  if (id === undefined) return null
  const { default: Content } = moduleOf(id)
  return (
    <RouteContext.Provider value={id}>
      <Content />
    </RouteContext.Provider>
  )
}

export const useLocation = () => useContext(PageContext).location
export const useNavigation = () => useContext(ActivityContext).navigation
export const useRouteLoaderData = (id: string) => useContext(PageContext).loaderData[id]
export const useLoaderData = () => useRouteLoaderData(useContext(RouteContext))
export const useActionData = () => {
  const id = useContext(RouteContext)
  return useContext(PageContext).actionData?.[id]
}
export const useParams = () => useContext(PageContext).matches.at(-1)?.params ?? {}

export function useMatches() {
  const { matches, loaderData } = useContext(PageContext)
  return matches.map(({ route: { id }, params }) => ({
    id,
    params,
    data: loaderData[id],
    handle: remixWindow().__remixRouteModules[id]?.handle,
  }))
}

export function useRouteError(): unknown {
  const thrown = useContext(FailureContext)
  return useContext(PageContext).errors?.root ?? thrown
}

export function isRouteErrorResponse(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && 'internal' in error
}

export function useRevalidator() {
  const { revalidation } = useContext(ActivityContext)
  return { state: revalidation, revalidate }
}

const go = (to: string, options: { replace?: boolean } = {}) =>
  navigate(to, options, () => window.location.assign(to))

export const useNavigate = () => go

export function useFormAction(action?: string): string {
  const { pathname, search } = useLocation()
  return action ?? pathname + search
}

interface FormProps extends FormHTMLAttributes<HTMLFormElement> {
  method?: 'get' | 'post'
  reloadDocument?: boolean
}

/** Forms that are left to the browser, because the router could not be loaded. */
const leftToBrowser = new WeakSet<HTMLFormElement>()

export const Form = forwardRef<HTMLFormElement, FormProps>(function Form(
  { action, method = 'get', reloadDocument, onSubmit, ...rest },
  ref,
) {
  const target = useFormAction(action)
  const send = (event: FormEvent<HTMLFormElement>) => {
    onSubmit?.(event)
    const form = event.currentTarget
    if (reloadDocument || event.defaultPrevented || leftToBrowser.has(form)) return
    event.preventDefault()
    submit(form, (event.nativeEvent as SubmitEvent).submitter)
  }
  return <form {...rest} ref={ref} action={target} method={method} onSubmit={send} />
})

function submit(form: HTMLFormElement, submitter: HTMLElement | null) {
  const of = (name: string) => submitter?.getAttribute(`form${name}`) || form.getAttribute(name)
  const sent = {
    formMethod: of('method') ?? 'get',
    formEncType: of('enctype') ?? 'application/x-www-form-urlencoded',
    formData: formDataOf(form, submitter),
  }
  void navigate(of('action') ?? '', sent as Parameters<typeof navigate>[1], () => {
    leftToBrowser.add(form)
    form.requestSubmit(submitter)
  })
}

/** With the button, which browsers of before 2023 leave out without a word. */
function formDataOf(form: HTMLFormElement, submitter: HTMLElement | null): FormData {
  const data = new FormData(form, submitter)
  const { name = '', value = '' } = submitter instanceof HTMLButtonElement ? submitter : {}
  if (name !== '' && !data.has(name)) data.append(name, value)
  return data
}

/** The icon, fonts and styles that the server wrote. */
export function Links() {
  const styles = (remixWindow().__remixManifest.routes.root?.css ?? []).map((href) => ({
    rel: 'stylesheet',
    href,
  }))
  return [...styles, ...(moduleOf('root').links?.() ?? [])].map((link) => <link key={link.href} {...link} />)
}

/** What only the server writes. */
export const Meta = () => null
export const Scripts = () => null
export const ScrollRestoration = () => null
